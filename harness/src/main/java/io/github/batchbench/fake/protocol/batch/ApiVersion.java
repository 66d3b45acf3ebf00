package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A version of the service's interface. Compares by date.
 *
 * @param text as clients send it, for example {@code 2025-06-01}
 */
public record ApiVersion(String text) implements Comparable<ApiVersion> {
    /** The newest version, and the only one that is not announced for retirement. */
    public static final ApiVersion CURRENT = new ApiVersion("2025-06-01");

    /** The version that the facts of this package were taken from; the Java SDK's last one of the old line. */
    public static final ApiVersion SPECIFIED = new ApiVersion("2024-07-01.20.0");

    private static final Pattern FORM = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(\\.\\d+\\.\\d+)?");

    /** What the fake serves, whole. Earlier versions are refused like those that the service has removed. */
    private static final List<String> KNOWN = List.of(
            "2020-09-01.12.0",
            "2021-06-01.14.0",
            "2022-01-01.15.0",
            "2022-10-01.16.0",
            "2023-05-01.17.0",
            "2023-11-01.18.0",
            "2024-02-01.19.0",
            "2024-07-01.20.0",
            "2025-06-01");

    /**
     * The version of a request.
     *
     * @param text the query parameter
     * @throws BatchException if it is malformed, or no version that is served
     */
    static ApiVersion parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw BatchErrorCode.INVALID_QUERY_PARAMETER_VALUE
                    .exception()
                    .with("QueryParameterName", "api-version")
                    .with("QueryParameterValue", text)
                    .with("Reason", "The api-version is not of the form YYYY-MM-DD.Major.Minor");
        }
        if (!KNOWN.contains(text)) {
            throw BatchErrorCode.UNSUPPORTED_REQUEST_VERSION
                    .exception()
                    .with("QueryParameterName", "api-version")
                    .with("QueryParameterValue", text);
        }
        return new ApiVersion(text);
    }

    /** Whether this version is the other one or a later one. */
    public boolean since(String other) {
        return text.compareTo(other) >= 0;
    }

    /** Whether the service has announced that it will stop to serve this version. */
    public boolean isAnnouncedForRetirement() {
        return compareTo(CURRENT) < 0;
    }

    /** What to tell a user of a version that is announced for retirement. */
    String retirement() {
        return "Requests come with api-version " + text + ". The service has announced that it will retire all versions"
                + " before " + CURRENT.text() + ".";
    }

    @Override
    public int compareTo(ApiVersion other) {
        return text.compareTo(other.text);
    }
}
