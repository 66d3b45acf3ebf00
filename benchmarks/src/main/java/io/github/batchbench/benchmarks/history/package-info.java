/** A row's scores over many reports: change points, drift, outliers, noise. Knows nothing of files' formats. */
@NullMarked
package io.github.batchbench.benchmarks.history;

import org.jspecify.annotations.NullMarked;
