package io.github.batchbench.fake.protocol.blob.message;

import io.github.batchbench.fake.blob.BlobError;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A range of a blob. */
public record ByteRange(long offset, long length) {
    private static final Pattern PATTERN = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");

    /**
     * The range that a call asks for: {@code x-ms-range} before {@code Range}.
     *
     * @return empty if it asks for all, or for something that is no range: the service overlooks that
     */
    public static Optional<ByteRange> of(BlobCall call, long total) {
        return call.header("x-ms-range")
                .or(() -> call.header("Range"))
                .filter(text -> PATTERN.matcher(text.trim()).matches())
                .map(text -> parse(text, total));
    }

    /** The range that a text names of that many bytes; anything else is refused. */
    public static ByteRange parse(String text, long total) {
        Matcher matcher = PATTERN.matcher(text.trim());
        if (!matcher.matches()) {
            throw BlobError.INVALID_HEADER_VALUE
                    .exception()
                    .with("HeaderName", "Range")
                    .with("HeaderValue", text);
        }
        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(matcher.group(2));
        if (first >= total || last < first) {
            throw BlobError.INVALID_RANGE.exception().with("header:Content-Range", "bytes */" + total);
        }
        return new ByteRange(first, Math.min(last, total - 1) - first + 1);
    }

    /** As Content-Range says it of that many bytes. */
    public String contentRange(long total) {
        return "bytes %d-%d/%d".formatted(offset, offset + length - 1, total);
    }
}
