package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.Blob;
import io.github.batchbench.fake.blob.BlobContent;
import io.github.batchbench.fake.blob.BlobError;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** What {@code x-ms-copy-source} names. */
record CopySource(URI uri) {
    static CopySource of(BlobCall call) {
        String text = call.requiredHeader("x-ms-copy-source");
        try {
            URI uri = new URI(text);
            if (uri.getHost() == null || uri.getRawPath() == null) {
                throw call.invalidHeader("x-ms-copy-source");
            }
            return new CopySource(uri);
        } catch (URISyntaxException e) {
            throw call.invalidHeader("x-ms-copy-source");
        }
    }

    /** The URL without a signature. */
    String shown() {
        String query = Optional.ofNullable(uri.getRawQuery()).orElse("");
        String snapshot = QueryText.first(query).getOrDefault("snapshot", "");
        String base = uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
        return snapshot.isEmpty() ? base : base + "?snapshot=" + Percent.encode(snapshot);
    }

    /** Whether the service that was called is the one that the URL leads to. */
    boolean isHere(BlobCall call) {
        return call.header("Host")
                .filter(uri.getRawAuthority()::equalsIgnoreCase)
                .isPresent();
    }

    /**
     * A source's state and bytes.
     *
     * @param blob what the source is; of a source that is no blob of ours only type and headers mean something
     * @param content owned by whoever gets it
     */
    record Opened(Blob blob, BlobContent content) {}

    static RuntimeException unverified(int status, String message) {
        return BlobError.CANNOT_VERIFY_COPY_SOURCE.exception(message).withStatus(status);
    }
}
