/** Command lines, and the process trees that they become. */
@Internal
@NullMarked
package io.github.batchbench.fake.node.processes;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
