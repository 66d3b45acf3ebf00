@NullMarked
package io.github.batchbench.benchmarks.cli;

import org.jspecify.annotations.NullMarked;
