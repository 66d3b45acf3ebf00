@NullMarked
package io.github.batchbench.report;

import org.jspecify.annotations.NullMarked;
