/** The command line: run the nine steps, serve the fake, sweep up after live runs. */
@NullMarked
package io.github.batchbench.cli;

import org.jspecify.annotations.NullMarked;
