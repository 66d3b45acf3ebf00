/** The language of auto-scale formulas: read, evaluated, told apart from the pool that it is for. JDK only. */
@Internal
@NullMarked
package io.github.batchbench.fake.autoscale;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
