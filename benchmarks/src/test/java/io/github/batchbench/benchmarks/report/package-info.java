@NullMarked
package io.github.batchbench.benchmarks.report;

import org.jspecify.annotations.NullMarked;
