@NullMarked
package io.github.batchbench.nodetask;

import org.jspecify.annotations.NullMarked;
