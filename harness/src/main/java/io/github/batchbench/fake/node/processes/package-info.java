/** Command lines, and the process trees that they become. */
@NullMarked
package io.github.batchbench.fake.node.processes;

import org.jspecify.annotations.NullMarked;
