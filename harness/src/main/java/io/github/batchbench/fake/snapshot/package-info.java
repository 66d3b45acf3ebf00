/** The state of a fake in one file: an SQLite database with the documents of all that there is, and their contents. */
@Internal
@NullMarked
package io.github.batchbench.fake.snapshot;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
