package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.Blob;
import io.github.batchbench.fake.blob.BlobContent;
import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlobException;
import io.github.batchbench.fake.protocol.blob.format.Percent;
import io.github.batchbench.fake.protocol.blob.format.QueryText;
import io.github.batchbench.fake.protocol.blob.message.BlobCall;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code x-ms-copy-source} names. */
record CopySource(URI uri) {
    /** The account is a part of the host's name in every cloud, and on this machine. */
    private static final Pattern HOST_STYLE = Pattern.compile(
            "(?<account>[a-z0-9]{3,24})(-secondary)?\\.(blob\\.(core\\..+|storage\\..+|localhost)|localhost)",
            Pattern.CASE_INSENSITIVE);

    /** From this version on a refusal says what the source has answered. Recorded of this version; of none before. */
    private static final String TOLD_SINCE = "2025-01-05";

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
        String snapshot = QueryText.first(query()).getOrDefault("snapshot", "");
        String base = uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
        return snapshot.isEmpty() ? base : base + "?snapshot=" + Percent.encode(snapshot);
    }

    String query() {
        return Optional.ofNullable(uri.getRawQuery()).orElse("");
    }

    /**
     * The source as {@code /account/container/blob}, empty if another service has it: here are all that have the
     * caller's own host and port, and accounts by the names that clouds give them.
     */
    Optional<String> pathHere(BlobCall call) {
        Matcher host = HOST_STYLE.matcher(uri.getHost());
        if (host.matches()) {
            return Optional.of("/" + host.group("account").toLowerCase(Locale.ROOT) + uri.getRawPath());
        }
        return call.header("Host")
                .filter(uri.getRawAuthority()::equalsIgnoreCase)
                .map(same -> uri.getRawPath());
    }

    /**
     * A source's state and bytes.
     *
     * @param blob what the source is; of a source that is no blob of ours only type and headers mean something
     * @param content owned by whoever gets it
     * @param ranged whether the content is already the range that the caller asked for
     */
    record Opened(Blob blob, BlobContent content, boolean ranged) {}

    /**
     * The refusal of a source that cannot be read.
     *
     * @param status that reading it was answered with
     * @param code of that answer, empty if it had none
     */
    static BlobException unverified(BlobCall call, int status, String code, String message) {
        BlobException refusal =
                BlobError.CANNOT_VERIFY_COPY_SOURCE.exception(message).withStatus(status);
        if (!call.version().isSince(TOLD_SINCE)) {
            return refusal;
        }
        refusal.with("header:x-ms-copy-source-status-code", String.valueOf(status))
                .with("CopySourceStatusCode", String.valueOf(status));
        return code.isEmpty()
                ? refusal
                : refusal.with("header:x-ms-copy-source-error-code", code)
                        .with("CopySourceErrorCode", code)
                        .with("CopySourceErrorMessage", message);
    }
}
