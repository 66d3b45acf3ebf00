@NullMarked
package io.github.batchbench.fake.scheduling;

import org.jspecify.annotations.NullMarked;
