@NullMarked
package io.github.batchbench.simulation;

import org.jspecify.annotations.NullMarked;
