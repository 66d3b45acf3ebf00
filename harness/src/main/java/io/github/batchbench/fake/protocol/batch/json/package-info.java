/** JSON as the Batch service reads and prints it. */
@NullMarked
package io.github.batchbench.fake.protocol.batch.json;

import org.jspecify.annotations.NullMarked;
