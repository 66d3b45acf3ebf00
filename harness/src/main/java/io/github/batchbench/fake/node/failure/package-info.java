/** What can go wrong on a node: the service's codes. */
@NullMarked
package io.github.batchbench.fake.node.failure;

import org.jspecify.annotations.NullMarked;
