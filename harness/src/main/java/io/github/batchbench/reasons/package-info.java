/** Why something in a Batch account does not go on, in plain words: one set of rules for the fake and for live accounts. */
@NullMarked
package io.github.batchbench.reasons;

import org.jspecify.annotations.NullMarked;
