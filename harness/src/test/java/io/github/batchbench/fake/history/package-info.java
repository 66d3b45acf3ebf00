@NullMarked
package io.github.batchbench.fake.history;

import org.jspecify.annotations.NullMarked;
