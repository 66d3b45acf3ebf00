/** Why something in a Batch account does not go on, in plain words: one set of rules for the fake and for live accounts. */
@Internal
@NullMarked
package io.github.batchbench.reasons;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
