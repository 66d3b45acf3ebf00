/** A run on a node, from its placement to its completion: start tasks, preparation and release, retries, retention. */
@NullMarked
package io.github.batchbench.fake.runs;

import org.jspecify.annotations.NullMarked;
