/** Where tasks run: directories, {@code AZ_BATCH_} environment, processes, downloads, uploads. */
@Internal
@NullMarked
package io.github.batchbench.fake.node;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
