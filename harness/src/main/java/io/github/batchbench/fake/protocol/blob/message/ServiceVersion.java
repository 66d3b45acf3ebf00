package io.github.batchbench.fake.protocol.blob.message;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.blob.format.QueryText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The version of the service that a request speaks, a date. What an answer has depends on it: no version sees the headers
 * of a later one.
 */
public record ServiceVersion(String date) {
    static final String HEADER = "x-ms-version";
    private static final Pattern DATE = Pattern.compile("\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])");

    /** The newest that is known to the fake. */
    public static final ServiceVersion NEWEST = new ServiceVersion("2026-10-06");

    /** What the service takes for a request that names no version, as recorded. */
    private static final ServiceVersion UNNAMED = new ServiceVersion("2009-09-19");

    private static final Set<String> KNOWN = Set.of("""
            2008-10-27 2009-04-14 2009-07-17 2009-09-19 2011-08-18 2012-02-12 2012-09-19 2013-08-15 2014-02-14 \
            2015-02-21 2015-04-05 2015-07-08 2015-12-11 2016-05-31 2016-10-16 2017-04-17 2017-07-29 2017-11-09 \
            2018-03-28 2018-06-17 2018-11-09 2019-02-02 2019-07-07 2019-10-10 2019-12-12 2020-02-10 2020-04-08 \
            2020-06-12 2020-08-04 2020-10-02 2020-12-06 2021-02-12 2021-04-10 2021-06-08 2021-08-06 2021-10-04 \
            2021-12-02 2022-11-02 2023-01-03 2023-05-03 2023-08-03 2023-11-03 2024-02-04 2024-05-04 2024-08-04 \
            2024-11-04 2025-01-05 2025-05-05 2025-07-05 2025-11-05 2026-02-06 2026-04-06 2026-06-06 2026-10-06""".split(" "));

    /** Since when answers have a header, by the documentation; what is not here was there from the start. */
    private static final Map<String, String> SINCE = Map.ofEntries(
            Map.entry("accept-ranges", "2011-08-18"),
            Map.entry("x-ms-lease-state", "2012-02-12"),
            Map.entry("x-ms-lease-duration", "2012-02-12"),
            Map.entry("x-ms-copy-id", "2012-02-12"),
            Map.entry("x-ms-copy-status", "2012-02-12"),
            Map.entry("x-ms-copy-source", "2012-02-12"),
            Map.entry("x-ms-copy-progress", "2012-02-12"),
            Map.entry("x-ms-copy-completion-time", "2012-02-12"),
            Map.entry("content-disposition", "2013-08-15"),
            Map.entry("vary", "2013-08-15"),
            Map.entry("x-ms-blob-committed-block-count", "2015-02-21"),
            Map.entry("x-ms-server-encrypted", "2015-12-11"),
            Map.entry("x-ms-request-server-encrypted", "2015-12-11"),
            Map.entry("x-ms-blob-content-md5", "2016-05-31"),
            Map.entry("x-ms-blob-public-access", "2016-05-31"),
            Map.entry("x-ms-access-tier", "2017-04-17"),
            Map.entry("x-ms-access-tier-inferred", "2017-04-17"),
            Map.entry("x-ms-access-tier-change-time", "2017-04-17"),
            Map.entry("x-ms-archive-status", "2017-04-17"),
            // A guess: recorded for 2018-03-28, and missing where no version is named.
            Map.entry("x-ms-error-code", "2017-07-29"),
            Map.entry("x-ms-delete-type-permanent", "2017-07-29"),
            Map.entry("x-ms-creation-time", "2017-11-09"),
            Map.entry("x-ms-has-immutability-policy", "2017-11-09"),
            Map.entry("x-ms-has-legal-hold", "2017-11-09"),
            Map.entry("x-ms-is-hns-enabled", "2019-07-07"),
            Map.entry("x-ms-content-crc64", "2019-02-02"),
            Map.entry("x-ms-default-encryption-scope", "2019-02-02"),
            Map.entry("x-ms-deny-encryption-scope-override", "2019-02-02"),
            Map.entry("x-ms-rehydrate-priority", "2019-12-12"),
            Map.entry("x-ms-tag-count", "2019-12-12"),
            Map.entry("x-ms-blob-sealed", "2019-12-12"),
            Map.entry("x-ms-immutable-storage-with-versioning-enabled", "2020-10-02"));

    /**
     * The version of a request, which may still be none that the service knows.
     *
     * @param byDefault of the account, null if nobody set one
     */
    public static ServiceVersion of(Request request, @Nullable String byDefault) {
        Optional<String> named = request.headers().first(HEADER).map(String::trim);
        if (named.isPresent()) {
            return new ServiceVersion(named.get());
        }
        Map<String, String> query = QueryText.first(request.query());
        String ofSas = QueryText.isSigned(query) ? query.getOrDefault("api-version", query.getOrDefault("sv", "")) : "";
        if (!ofSas.isEmpty()) {
            return new ServiceVersion(ofSas);
        }
        return byDefault == null ? UNNAMED : new ServiceVersion(byDefault);
    }

    /**
     * Refuses what is none of the service's versions.
     *
     * @return this; also one that is newer than all known ones: a guess, since the service knows it before its clients do
     */
    public ServiceVersion known() {
        if (!KNOWN.contains(date) && (!DATE.matcher(date).matches() || !isSince(NEWEST.date))) {
            throw BlobError.INVALID_HEADER_VALUE
                    .exception()
                    .with("HeaderName", HEADER)
                    .with("HeaderValue", date);
        }
        return this;
    }

    /** Whether it is that version or a later one. */
    public boolean isSince(String version) {
        return date.compareTo(version) >= 0;
    }

    /** The headers that an answer to this version has, as this version has them. */
    List<Header> of(List<Header> headers) {
        return headers.stream()
                .filter(header -> isSince(SINCE.getOrDefault(header.name().toLowerCase(Locale.ROOT), "")))
                .map(header -> header.name().equals("ETag") && !isSince("2011-08-18")
                        ? new Header("ETag", header.value().replace("\"", ""))
                        : header)
                .toList();
    }
}
