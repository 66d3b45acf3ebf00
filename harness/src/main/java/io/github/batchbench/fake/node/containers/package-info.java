/** Commands that run in containers. */
@Internal
@NullMarked
package io.github.batchbench.fake.node.containers;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
