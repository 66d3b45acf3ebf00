/** The language of auto-scale formulas: read, evaluated, told apart from the pool that it is for. JDK only. */
@NullMarked
package io.github.batchbench.fake.autoscale;

import org.jspecify.annotations.NullMarked;
