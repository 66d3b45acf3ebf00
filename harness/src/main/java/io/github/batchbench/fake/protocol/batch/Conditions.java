package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Revision;
import io.github.batchbench.fake.protocol.HttpDates;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/**
 * The four conditional headers. That an older {@code If-Unmodified-Since} gives 412 is recorded; the rest is what the
 * documentation and HTTP say.
 */
final class Conditions {
    /** What the conditions mean for the request. */
    enum Verdict {
        PROCEED,
        NOT_MODIFIED
    }

    private static final List<String> NAMES =
            List.of("If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since");

    private Conditions() {}

    /**
     * Checks the request's conditions against an entity.
     *
     * @return that a read may be answered with 304, or that the request goes on
     * @throws BatchException {@code ConditionNotMet}, {@code InvalidHeaderValue} for a date that is none, or
     *     {@code MultipleConditionHeadersNotSupported}
     */
    static Verdict check(Call call, Revision revision) {
        return check(call, revision.eTag(), revision.lastModified());
    }

    static Verdict check(Call call, String eTag, Instant lastModified) {
        List<String> present = NAMES.stream()
                .filter(name -> call.request().headers().first(name).isPresent())
                .toList();
        if (present.isEmpty()) {
            return Verdict.PROCEED;
        }
        if (present.size() > 1) {
            throw BatchErrorCode.MULTIPLE_CONDITION_HEADERS_NOT_SUPPORTED.exception();
        }
        String name = present.get(0);
        String value = call.request().headers().first(name).orElseThrow().strip();
        Instant seconds = lastModified.truncatedTo(ChronoUnit.SECONDS);
        boolean met = switch (name) {
            case "If-Match" -> names(value, eTag);
            case "If-None-Match" -> !names(value, eTag);
            case "If-Modified-Since" -> seconds.isAfter(date(name, value));
            default -> !seconds.isAfter(date(name, value));
        };
        if (met) {
            return Verdict.PROCEED;
        }
        boolean read = List.of("GET", "HEAD").contains(call.request().method());
        if (read && (name.equals("If-None-Match") || name.equals("If-Modified-Since"))) {
            return Verdict.NOT_MODIFIED;
        }
        throw BatchErrorCode.CONDITION_NOT_MET.exception();
    }

    private static boolean names(String header, String eTag) {
        return header.equals("*")
                || Arrays.stream(header.split(",", -1))
                        .map(tag -> tag.strip().replaceFirst("^W/", "").replace("\"", ""))
                        .anyMatch(eTag::equals);
    }

    private static Instant date(String name, String value) {
        return HttpDates.parse(value)
                .orElseThrow(() -> BatchErrorCode.INVALID_HEADER_VALUE
                        .exception()
                        .with("HeaderName", name)
                        .with("HeaderValue", value));
    }
}
