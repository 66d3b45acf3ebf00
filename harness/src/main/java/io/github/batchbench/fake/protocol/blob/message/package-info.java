/** A request to Blob storage, read, and its answer in the making: what many operations share. */
@Internal
@NullMarked
package io.github.batchbench.fake.protocol.blob.message;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
