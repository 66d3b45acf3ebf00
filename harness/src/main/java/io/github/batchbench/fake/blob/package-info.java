/**
 * What Blob storage does: an account of containers and blobs, their conditions and leases, with content on disk. JDK
 * only; knows nothing of HTTP.
 */
@Internal
@NullMarked
package io.github.batchbench.fake.blob;

import io.github.batchbench.Internal;
import org.jspecify.annotations.NullMarked;
