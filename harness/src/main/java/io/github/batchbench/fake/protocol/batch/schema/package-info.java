/** The types of request bodies and the check against them. */
@NullMarked
package io.github.batchbench.fake.protocol.batch.schema;

import org.jspecify.annotations.NullMarked;
