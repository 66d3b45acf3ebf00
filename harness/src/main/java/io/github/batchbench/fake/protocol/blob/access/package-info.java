/** Who sends a request to Blob storage, and what he may do: keys, signatures, tokens. */
@Internal
@NullMarked
package io.github.batchbench.fake.protocol.blob.access;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
