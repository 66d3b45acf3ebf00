/** Runs the suites: JMH with a profile, the ruler around it, and two builds in alternation. */
@NullMarked
package io.github.batchbench.benchmarks.run;

import org.jspecify.annotations.NullMarked;
