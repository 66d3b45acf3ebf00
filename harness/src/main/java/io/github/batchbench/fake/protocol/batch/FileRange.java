package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.model.BatchErrorCode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that {@code ocp-range} asks for. It is answered with 200: the Java client takes no other status.
 */
record FileRange(long from, long length) {
    private static final Pattern FORM = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");

    static FileRange of(Call call, long size) {
        Optional<String> header = call.request().headers().first("ocp-range");
        if (header.isEmpty()) {
            return new FileRange(0, size);
        }
        Matcher matcher = FORM.matcher(header.get().strip());
        if (!matcher.matches()) {
            throw BatchErrorCode.INVALID_HEADER_VALUE
                    .exception()
                    .with("HeaderName", "ocp-range")
                    .with("HeaderValue", header.get());
        }
        long from = Long.parseLong(matcher.group(1));
        long to = matcher.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(matcher.group(2)), size - 1);
        if (from >= size || to < from) {
            throw BatchErrorCode.INVALID_RANGE.exception();
        }
        return new FileRange(from, to - from + 1);
    }
}
