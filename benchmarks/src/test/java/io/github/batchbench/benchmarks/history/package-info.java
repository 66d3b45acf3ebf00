@NullMarked
package io.github.batchbench.benchmarks.history;

import org.jspecify.annotations.NullMarked;
