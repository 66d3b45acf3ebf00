package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.protocol.Query;
import io.github.batchbench.fake.protocol.batch.Operation.Parameter;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The query parameters of a request, checked. */
final class QueryCheck {
    private static final Set<String> EVERYWHERE = Set.of("api-version", "timeout", "$skiptoken");
    private static final Parameter TIMEOUT = new Parameter("timeout", "integer", "1", "", "");

    private QueryCheck() {}

    /**
     * The parameters by name, without regard to case.
     *
     * @throws BatchException {@code InvalidQueryParameterValue} for one that is given twice
     */
    static Map<String, String> parameters(String rawQuery) {
        Map<String, String> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Query.Pair pair : Query.pairs(rawQuery)) {
            if (found.put(pair.name(), pair.value()) != null) {
                throw invalid(pair.name(), pair.value(), "The query parameter is specified more than once");
            }
        }
        return found;
    }

    /**
     * The version that the request asks for.
     *
     * @throws BatchException {@code MissingRequiredQueryParameter} and what {@link ApiVersion#parse} throws
     */
    static ApiVersion version(Map<String, String> parameters) {
        return ApiVersion.parse(Optional.ofNullable(parameters.get("api-version"))
                .orElseThrow(() -> BatchErrorCode.MISSING_REQUIRED_QUERY_PARAMETER
                        .exception()
                        .with("QueryParameterName", "api-version")));
    }

    /**
     * Checks the operation's own parameters, and that there are no others.
     *
     * @throws BatchException {@code UnsupportedQueryParameter}, {@code InvalidQueryParameterValue}
     */
    static void check(Operation operation, ApiVersion version, Map<String, String> parameters) {
        parameters.forEach((name, value) -> {
            Parameter parameter = name.equalsIgnoreCase("timeout")
                    ? TIMEOUT
                    : operation.query().get(name);
            if (parameter != null && parameter.isIn(version)) {
                checkValue(parameter, value);
            } else if (!EVERYWHERE.contains(name.toLowerCase(Locale.ROOT))) {
                throw BatchErrorCode.UNSUPPORTED_QUERY_PARAMETER
                        .exception()
                        .with("QueryParameterName", name)
                        .with("QueryParameterValue", value);
            }
        });
    }

    private static void checkValue(Parameter parameter, String value) {
        if (parameter.name().equals("$expand")) {
            for (String name : value.split(",", -1)) {
                if (!name.strip().equals("stats")) {
                    throw invalid(parameter.name(), value, "The property '" + name.strip() + "' cannot be expanded");
                }
            }
        }
        switch (parameter.type()) {
            case "integer" -> checkNumber(parameter, value);
            case "boolean" -> {
                if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
                    throw invalid(parameter.name(), value, "The value is neither true nor false");
                }
            }
            case "date-time" -> {
                try {
                    OffsetDateTime.parse(value);
                } catch (DateTimeParseException e) {
                    throw invalid(parameter.name(), value, "The value is not a date and time in ISO 8601 form");
                }
            }
            default -> {}
        }
    }

    private static void checkNumber(Parameter parameter, String value) {
        int number;
        try {
            number = Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw invalid(parameter.name(), value, "The value is not a whole number");
        }
        // The words for too small a number of results are recorded; the others follow them.
        String subject = parameter.name().equals("maxresults") ? "MaxResults" : parameter.name();
        if (!parameter.minimum().isEmpty() && number < Integer.parseInt(parameter.minimum())) {
            throw invalid(parameter.name(), value, subject + " cannot be less than " + parameter.minimum());
        }
        if (!parameter.maximum().isEmpty() && number > Integer.parseInt(parameter.maximum())) {
            throw invalid(parameter.name(), value, subject + " cannot be greater than " + parameter.maximum());
        }
    }

    static BatchException invalid(String name, String value, String reason) {
        return BatchErrorCode.INVALID_QUERY_PARAMETER_VALUE
                .exception()
                .with("QueryParameterName", name)
                .with("QueryParameterValue", value)
                .with("Reason", reason);
    }
}
