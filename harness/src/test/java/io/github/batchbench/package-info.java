@NullMarked
package io.github.batchbench;

import org.jspecify.annotations.NullMarked;
