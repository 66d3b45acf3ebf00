/** Batch in fast motion: scripted tasks in virtual time on the fake's own scheduler, to size a pool before paying for it. */
@NullMarked
package io.github.batchbench.simulation;

import org.jspecify.annotations.NullMarked;
