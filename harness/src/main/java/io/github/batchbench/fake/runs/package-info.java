/** A run on a node, from its placement to its completion: start tasks, preparation and release, retries, retention. */
@Internal
@NullMarked
package io.github.batchbench.fake.runs;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
