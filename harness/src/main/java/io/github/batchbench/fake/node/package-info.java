/** Where tasks run: directories, {@code AZ_BATCH_} environment, processes, downloads, uploads. */
@NullMarked
package io.github.batchbench.fake.node;

import org.jspecify.annotations.NullMarked;
