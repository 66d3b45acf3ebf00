package io.github.batchbench.azure.blob;

import org.jspecify.annotations.Nullable;

/**
 * A blob as the storage account tells of it.
 *
 * @param size in bytes
 * @param md5 the check sum that is kept with it, in small hexadecimal digits; null if there is none
 * @param etag its entity tag, without quotes
 */
public record StoredBlob(String name, long size, @Nullable String md5, String etag) {}
