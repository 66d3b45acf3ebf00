@NullMarked
package io.github.batchbench.scenarios;

import org.jspecify.annotations.NullMarked;
