/** The types of request bodies and the check against them. */
@Internal
@NullMarked
package io.github.batchbench.fake.protocol.batch.schema;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
