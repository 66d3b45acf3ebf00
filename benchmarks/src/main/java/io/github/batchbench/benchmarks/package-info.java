@NullMarked
package io.github.batchbench.benchmarks;

import org.jspecify.annotations.NullMarked;
