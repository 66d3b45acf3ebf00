package io.github.batchbench.fake.protocol.blob.message;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlobKey;
import io.github.batchbench.fake.protocol.blob.format.Percent;

/**
 * What the path of a request names; everything is decoded.
 *
 * @param container empty if the account itself is meant
 * @param blob empty if the container is meant
 */
public record BlobTarget(String account, String container, String blob) {
    /** What kind of thing a request goes to. */
    public enum Scope {
        SERVICE,
        CONTAINER,
        BLOB
    }

    /**
     * Reads a path as {@code /account/container/blob}, where the blob may have slashes, encoded or not. A backslash
     * becomes a slash, as in the service.
     */
    public static BlobTarget of(String rawPath) {
        String[] segments = rawPath.substring(1).split("/", 3);
        return new BlobTarget(
                decode(segments[0]),
                segments.length > 1 ? decode(segments[1]) : "",
                segments.length > 2 ? decode(segments[2]).replace('\\', '/') : "");
    }

    /** Without a container's parameters a single name is a blob of the root container. */
    BlobTarget inRootContainer() {
        return new BlobTarget(account, "$root", container);
    }

    /** What kind of thing this is. */
    public Scope scope() {
        if (container.isEmpty()) {
            return Scope.SERVICE;
        }
        return blob.isEmpty() ? Scope.CONTAINER : Scope.BLOB;
    }

    BlobKey key() {
        return new BlobKey(container, blob);
    }

    private static String decode(String text) {
        return Percent.decode(text, false).orElseThrow(BlobError.INVALID_URI::exception);
    }
}
