/** What can go wrong on a node: the service's codes. */
@Internal
@NullMarked
package io.github.batchbench.fake.node.failure;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
