@NullMarked
package io.github.batchbench.api;

import org.jspecify.annotations.NullMarked;
