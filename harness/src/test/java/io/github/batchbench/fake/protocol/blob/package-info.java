@NullMarked
package io.github.batchbench.fake.protocol.blob;

import org.jspecify.annotations.NullMarked;
