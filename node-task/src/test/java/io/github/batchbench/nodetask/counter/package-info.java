@NullMarked
package io.github.batchbench.nodetask.counter;

import org.jspecify.annotations.NullMarked;
