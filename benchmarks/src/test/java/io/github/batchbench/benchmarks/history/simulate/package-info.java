@NullMarked
package io.github.batchbench.benchmarks.history.simulate;

import org.jspecify.annotations.NullMarked;
