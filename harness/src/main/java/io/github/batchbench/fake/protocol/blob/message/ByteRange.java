package io.github.batchbench.fake.protocol.blob.message;

import io.github.batchbench.fake.blob.BlobError;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A range of a blob. */
public record ByteRange(long offset, long length) {
    private static final String SOURCE = "x-ms-source-range";
    private static final Pattern PATTERN = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");

    /**
     * The range that a call asks for: {@code x-ms-range} before {@code Range}.
     *
     * @return empty if it asks for all, or for something that is no range: the service overlooks that
     */
    public static Optional<ByteRange> of(BlobCall call, long total) {
        return call.header("x-ms-range")
                .or(() -> call.header("Range"))
                .filter(text -> PATTERN.matcher(text).matches())
                .map(text -> parse(text, total));
    }

    /** Refuses a range of a copy's source that is none, before the source is read. */
    public static void requireOfSource(BlobCall call) {
        call.header(SOURCE).ifPresent(text -> {
            Matcher matcher = PATTERN.matcher(text);
            if (!matcher.matches() || last(matcher) < first(matcher)) {
                throw call.invalidHeader(SOURCE);
            }
        });
    }

    /** The range that is asked for of a copy's source, which has that many bytes. */
    public static ByteRange ofSource(BlobCall call, long total) {
        return parse(call.requiredHeader(SOURCE), total);
    }

    private static ByteRange parse(String text, long total) {
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches() || first(matcher) >= total || last(matcher) < first(matcher)) {
            throw BlobError.INVALID_RANGE.exception().with("header:Content-Range", "bytes */" + total);
        }
        return new ByteRange(first(matcher), Math.min(last(matcher), total - 1) - first(matcher) + 1);
    }

    private static long first(Matcher matcher) {
        return Long.parseLong(matcher.group(1));
    }

    private static long last(Matcher matcher) {
        return matcher.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(matcher.group(2));
    }

    /** As Content-Range says it of that many bytes. */
    public String contentRange(long total) {
        return "bytes %d-%d/%d".formatted(offset, offset + length - 1, total);
    }
}
