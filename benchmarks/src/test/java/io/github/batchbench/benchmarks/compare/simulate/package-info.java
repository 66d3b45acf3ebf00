@NullMarked
package io.github.batchbench.benchmarks.compare.simulate;

import org.jspecify.annotations.NullMarked;
