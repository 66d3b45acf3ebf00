@NullMarked
package io.github.batchbench.fake.runs;

import org.jspecify.annotations.NullMarked;
