package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A version of the service's interface. Compares by date.
 *
 * @param text as clients send it, for example {@code 2024-07-01.20.0}
 */
public record ApiVersion(String text) implements Comparable<ApiVersion> {
    /** The version that the facts of this package were taken from. */
    public static final ApiVersion SPECIFIED = new ApiVersion("2024-07-01.20.0");

    private static final Pattern FORM = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(\\.\\d+\\.\\d+)?");

    /** Every version that the recordings hold an answer in. */
    private static final List<String> KNOWN = List.of(
            "2015-12-01.2.2",
            "2016-02-01.3.0",
            "2016-07-01.3.1",
            "2017-01-01.4.0",
            "2017-05-01.5.0",
            "2017-06-01.5.1",
            "2017-09-01.6.0",
            "2018-03-01.6.1",
            "2018-08-01.7.0",
            "2018-12-01.8.0",
            "2019-06-01.9.0",
            "2019-08-01.10.0",
            "2020-03-01.11.0",
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
     * @throws BatchException if it is malformed, or no version of the service
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

    @Override
    public int compareTo(ApiVersion other) {
        return text.compareTo(other.text);
    }
}
