/** How Blob storage writes things down: XML, percent escapes, queries, tags, check sums. Knows nothing of requests. */
@Internal
@NullMarked
package io.github.batchbench.fake.protocol.blob.format;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
