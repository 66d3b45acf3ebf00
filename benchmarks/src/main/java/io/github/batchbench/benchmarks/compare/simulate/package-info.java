/** Synthetic reports of known truth, and how often the comparer is wrong on them. */
@NullMarked
package io.github.batchbench.benchmarks.compare.simulate;

import org.jspecify.annotations.NullMarked;
