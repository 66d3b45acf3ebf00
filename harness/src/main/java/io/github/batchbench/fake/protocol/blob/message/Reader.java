package io.github.batchbench.fake.protocol.blob.message;

import io.github.batchbench.fake.blob.AccessTier;
import io.github.batchbench.fake.blob.Blob.Attributes;
import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlobException;
import io.github.batchbench.fake.blob.BlobHeaders;
import io.github.batchbench.fake.blob.Conditions;
import io.github.batchbench.fake.blob.Preconditions;
import io.github.batchbench.fake.blob.TagFilter;
import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.HttpDates;
import io.github.batchbench.fake.protocol.blob.format.TagFilters;
import io.github.batchbench.fake.protocol.blob.format.Tags;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what many operations share out of the headers of a request. */
public final class Reader {
    private static final String METADATA = "x-ms-meta-";
    private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
    private static final int LARGEST_METADATA = 8 << 10;
    private static final String SOURCE = "x-ms-source-";

    private Reader() {}

    /** What must hold for the call to be done to a blob. */
    public static Preconditions preconditions(BlobCall call) {
        return new Preconditions(conditions(call), leaseId(call), call.rights() != BlobCall.Rights.CREATE);
    }

    /** The lease that the sender says it holds, null if it says none. */
    public static @Nullable String leaseId(BlobCall call) {
        return call.header("x-ms-lease-id").isPresent() ? Guids.of(call, "x-ms-lease-id") : null;
    }

    /** The conditional headers. */
    public static Conditions conditions(BlobCall call) {
        return new Conditions(
                etags(call, "If-Match"),
                etags(call, "If-None-Match"),
                date(call, "If-Modified-Since"),
                date(call, "If-Unmodified-Since"),
                tagFilter(call, "x-ms-if-tags"));
    }

    /** Conditions on the source of a copy, but for its tags. */
    public static Conditions sourceConditions(BlobCall call) {
        return prefixed(call, SOURCE, null);
    }

    /** What must hold for a call that goes to the tags of a blob: the standard headers would be those of the tags. */
    public static Preconditions tagPreconditions(BlobCall call) {
        return new Preconditions(
                prefixed(call, "x-ms-blob-", tagFilter(call, "x-ms-if-tags")),
                leaseId(call),
                call.rights() != BlobCall.Rights.CREATE);
    }

    private static Conditions prefixed(BlobCall call, String prefix, @Nullable TagFilter tags) {
        return new Conditions(
                etags(call, prefix + "if-match"),
                etags(call, prefix + "if-none-match"),
                date(call, prefix + "if-modified-since"),
                date(call, prefix + "if-unmodified-since"),
                tags);
    }

    /** The condition on the tags of the source of a copy, which has an error of its own. */
    public static @Nullable TagFilter sourceTags(BlobCall call) {
        return tagFilter(call, SOURCE + "if-tags");
    }

    private static @Nullable TagFilter tagFilter(BlobCall call, String name) {
        try {
            return call.header(name).map(TagFilters::ofCondition).orElse(null);
        } catch (BlobException e) {
            throw call.invalidHeader(name);
        }
    }

    private static List<String> etags(BlobCall call, String name) {
        return call.header(name)
                .map(value -> Arrays.stream(value.split(",", -1))
                        .map(Reader::unquoted)
                        .toList())
                .orElse(List.of());
    }

    private static String unquoted(String etag) {
        String text = etag.trim();
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private static @Nullable Instant date(BlobCall call, String name) {
        return call.header(name)
                .map(text -> HttpDates.parse(text).orElseThrow(() -> call.invalidHeader(name)))
                .orElse(null);
    }

    /** What a new blob gets; the standard headers count only where the body is the blob. */
    public static Attributes attributes(BlobCall call, boolean bodyIsBlob) {
        return new Attributes(headers(call, bodyIsBlob), metadata(call), tags(call), tier(call));
    }

    /** The headers that readers of a new blob get; the standard ones count only where the body is the blob. */
    public static BlobHeaders headers(BlobCall call, boolean bodyIsBlob) {
        String type = header(call, "Content-Type", "x-ms-blob-content-type", bodyIsBlob);
        return new BlobHeaders(
                type == null ? "application/octet-stream" : type,
                header(call, "Content-Encoding", "x-ms-blob-content-encoding", bodyIsBlob),
                header(call, "Content-Language", "x-ms-blob-content-language", bodyIsBlob),
                header(call, "Content-Disposition", "x-ms-blob-content-disposition", false),
                header(call, "Cache-Control", "x-ms-blob-cache-control", bodyIsBlob),
                Digests.blobMd5(call));
    }

    /** Exactly what Set Blob Properties sets: what is not sent is cleared. */
    public static BlobHeaders replacedHeaders(BlobCall call) {
        return new BlobHeaders(
                call.header("x-ms-blob-content-type").orElse(null),
                call.header("x-ms-blob-content-encoding").orElse(null),
                call.header("x-ms-blob-content-language").orElse(null),
                call.header("x-ms-blob-content-disposition").orElse(null),
                call.header("x-ms-blob-cache-control").orElse(null),
                // Here the service takes anything, as recorded.
                call.header("x-ms-blob-content-md5").orElse(null));
    }

    private static @Nullable String header(BlobCall call, String standard, String own, boolean bodyIsBlob) {
        return call.header(own)
                .or(() -> bodyIsBlob ? call.header(standard) : Optional.empty())
                .orElse(null);
    }

    /** The metadata, by name as sent. */
    public static Map<String, String> metadata(BlobCall call) {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Header header : call.request().headers().startingWith(METADATA)) {
            String name = header.name().substring(METADATA.length());
            if (name.isEmpty()) {
                throw BlobError.EMPTY_METADATA_KEY.exception();
            }
            if (!IDENTIFIER.matcher(name).matches()) {
                throw BlobError.INVALID_METADATA.exception();
            }
            metadata.merge(name, header.value().trim(), (a, b) -> a + "," + b);
        }
        int size = metadata.entrySet().stream()
                .mapToInt(pair -> pair.getKey().length() + pair.getValue().length())
                .sum();
        if (size > LARGEST_METADATA) {
            throw BlobError.METADATA_TOO_LARGE.exception();
        }
        return Collections.unmodifiableMap(metadata);
    }

    private static Map<String, String> tags(BlobCall call) {
        return call.header("x-ms-tags").map(Tags::ofHeader).orElse(Map.of());
    }

    /** The tier that is asked for, null if none is. */
    public static @Nullable String tier(BlobCall call) {
        return call.header("x-ms-access-tier")
                .map(name -> AccessTier.named(name).orElseThrow(() -> call.invalidHeader("x-ms-access-tier")))
                .orElse(null);
    }
}
