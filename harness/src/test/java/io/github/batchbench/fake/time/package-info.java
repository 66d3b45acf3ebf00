@NullMarked
package io.github.batchbench.fake.time;

import org.jspecify.annotations.NullMarked;
