@NullMarked
package io.github.batchbench.fake.protocol.batch;

import org.jspecify.annotations.NullMarked;
