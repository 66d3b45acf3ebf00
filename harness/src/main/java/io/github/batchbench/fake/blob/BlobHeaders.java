package io.github.batchbench.fake.blob;

import org.jspecify.annotations.Nullable;

/**
 * The headers of a blob that its readers see. What was never set is null.
 *
 * @param contentMd5 of the whole blob, base64; as the client said it, not checked against the bytes
 */
public record BlobHeaders(
        @Nullable String contentType,
        @Nullable String contentEncoding,
        @Nullable String contentLanguage,
        @Nullable String contentDisposition,
        @Nullable String cacheControl,
        @Nullable String contentMd5) {

    /** Nothing set. */
    public static final BlobHeaders NONE = new BlobHeaders(null, null, null, null, null, null);

    /** These headers with another MD5. */
    public BlobHeaders withContentMd5(@Nullable String md5) {
        return new BlobHeaders(contentType, contentEncoding, contentLanguage, contentDisposition, cacheControl, md5);
    }
}
