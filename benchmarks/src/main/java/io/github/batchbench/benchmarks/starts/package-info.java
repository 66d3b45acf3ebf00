/** What the fake adds to starting a process. */
@NullMarked
package io.github.batchbench.benchmarks.starts;

import org.jspecify.annotations.NullMarked;
