/** The command line: run the nine steps, serve the fake, sweep up after live runs. */
@Internal
@NullMarked
package io.github.batchbench.cli;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
