/** Compares two or more reports: statistics, verdicts, gate. Knows nothing of files' formats or of the command line. */
@NullMarked
package io.github.batchbench.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
