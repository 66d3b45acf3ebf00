@NullMarked
package io.github.batchbench.fake.pools;

import org.jspecify.annotations.NullMarked;
