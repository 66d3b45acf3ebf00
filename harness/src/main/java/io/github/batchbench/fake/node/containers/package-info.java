/** Commands that run in containers. */
@NullMarked
package io.github.batchbench.fake.node.containers;

import org.jspecify.annotations.NullMarked;
