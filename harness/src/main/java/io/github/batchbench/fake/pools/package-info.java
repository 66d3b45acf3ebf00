/** Pools and their nodes: allocation, the life of a node, operations, auto-scaling, auto pools, node faults. */
@Internal
@NullMarked
package io.github.batchbench.fake.pools;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
