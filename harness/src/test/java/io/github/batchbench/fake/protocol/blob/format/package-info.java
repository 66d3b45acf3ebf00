@NullMarked
package io.github.batchbench.fake.protocol.blob.format;

import org.jspecify.annotations.NullMarked;
