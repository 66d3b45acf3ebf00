/** Pools and their nodes: allocation, the life of a node, operations, auto-scaling, auto pools, node faults. */
@NullMarked
package io.github.batchbench.fake.pools;

import org.jspecify.annotations.NullMarked;
