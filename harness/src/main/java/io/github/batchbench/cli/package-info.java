@NullMarked
package io.github.batchbench.cli;

import org.jspecify.annotations.NullMarked;
