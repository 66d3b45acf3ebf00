/** Reports of benchmark runs: JMH's JSON, read from anywhere, and our own file, which adds the environment and a ruler. */
@NullMarked
package io.github.batchbench.benchmarks.report;

import org.jspecify.annotations.NullMarked;
