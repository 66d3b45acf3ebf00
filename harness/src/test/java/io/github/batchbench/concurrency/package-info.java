@NullMarked
package io.github.batchbench.concurrency;

import org.jspecify.annotations.NullMarked;
