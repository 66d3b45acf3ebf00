@NullMarked
package io.github.batchbench.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
