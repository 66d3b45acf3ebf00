@NullMarked
package io.github.batchbench.fuzz;

import org.jspecify.annotations.NullMarked;
