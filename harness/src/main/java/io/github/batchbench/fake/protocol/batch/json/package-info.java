/** JSON as the Batch service reads and prints it. */
@Internal
@NullMarked
package io.github.batchbench.fake.protocol.batch.json;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
