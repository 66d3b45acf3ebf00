@NullMarked
package io.github.batchbench.fake.autoscale;

import org.jspecify.annotations.NullMarked;
