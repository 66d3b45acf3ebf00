@NullMarked
package io.github.batchbench.fake.node.processes;

import org.jspecify.annotations.NullMarked;
