/**
 * What Blob storage does: an account of containers and blobs, their conditions and leases, with content on disk. JDK
 * only; knows nothing of HTTP.
 */
@NullMarked
package io.github.batchbench.fake.blob;

import org.jspecify.annotations.NullMarked;
