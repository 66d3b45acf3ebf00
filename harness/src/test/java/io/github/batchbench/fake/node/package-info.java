@NullMarked
package io.github.batchbench.fake.node;

import org.jspecify.annotations.NullMarked;
