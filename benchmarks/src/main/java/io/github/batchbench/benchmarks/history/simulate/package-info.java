/** Synthetic histories of known truth, and how often the search for changes is wrong on them. */
@NullMarked
package io.github.batchbench.benchmarks.history.simulate;

import org.jspecify.annotations.NullMarked;
