package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Facts;
import io.github.batchbench.fake.protocol.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/** The route table: which operation a method and a path mean. */
final class Operations {
    /** An operation with the decoded parameters of its path. */
    record Match(Operation operation, Map<String, String> path) {}

    private static final String QUERY = "query ";
    /** What answers for an operation in the versions that do not have it any more, where there is an error of its own (recorded). */
    private static final Map<String, BatchErrorCode> RETIRED = Map.of(
            "Pool_GetAllLifetimeStatistics", BatchErrorCode.LIFETIME_STATS_API_RETIRED,
            "Job_GetAllLifetimeStatistics", BatchErrorCode.LIFETIME_STATS_API_RETIRED);

    private static final List<Operation> ALL = read();
    private static final Map<String, List<Operation>> BY_FIRST_SEGMENT = ALL.stream()
            .collect(Collectors.groupingBy(o -> firstSegment(o.path().pattern().replace("\\Q", ""))));

    private Operations() {}

    private static List<Operation> read() {
        Map<String, Operation> found = new LinkedHashMap<>();
        for (String line : Facts.lines("protocol/batch/operations.txt")) {
            Operation operation = Operation.parse(line);
            found.put(operation.id(), operation);
        }
        for (String line : Facts.lines("protocol/batch/other-versions.txt")) {
            if (line.startsWith(QUERY)) {
                String[] words = line.split(" ", -1);
                for (String operation : words[2].split("\\|", -1)) {
                    found.computeIfPresent(operation, (id, known) -> known.withQuery(words[1], words[3]));
                }
                continue;
            }
            int blank = line.indexOf(' ');
            String rest = line.substring(blank + 1);
            Operation known = found.get(rest);
            Operation operation = (known == null ? Operation.parse(rest) : known).in(line.substring(0, blank));
            found.put(operation.id(), operation);
        }
        return List.copyOf(found.values());
    }

    static List<Operation> all() {
        return ALL;
    }

    /**
     * The operation of a request.
     *
     * @throws BatchException {@code InvalidUri} if no operation has this path, {@code UnsupportedHttpVerb} if none
     *     with this method has it, the error of an operation that is retired
     */
    static Match match(Request request, ApiVersion version) {
        String path = request.path();
        boolean pathKnown = false;
        for (Operation operation : BY_FIRST_SEGMENT.getOrDefault(firstSegment(path), List.of())) {
            Matcher matcher = operation.path().matcher(path);
            if (!matcher.matches()) {
                continue;
            }
            if (!operation.isIn(version)) {
                BatchErrorCode retired = RETIRED.get(operation.id());
                if (retired != null) {
                    throw retired.exception();
                }
                continue;
            }
            if (operation.method().equals(request.method())) {
                return new Match(operation, pathParameters(operation, matcher));
            }
            pathKnown = true;
        }
        throw (pathKnown ? BatchErrorCode.UNSUPPORTED_HTTP_VERB : BatchErrorCode.INVALID_URI).exception();
    }

    private static Map<String, String> pathParameters(Operation operation, Matcher matcher) {
        Map<String, String> found = new HashMap<>();
        for (int i = 0; i < operation.pathNames().size(); i++) {
            found.put(operation.pathNames().get(i), decode(matcher.group(i + 1)));
        }
        return found;
    }

    private static String decode(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw BatchErrorCode.REQUEST_URL_FAILED_TO_PARSE.exception();
        }
    }

    private static String firstSegment(String path) {
        int end = 1;
        while (end < path.length() && Character.isLetter(path.charAt(end))) {
            end++;
        }
        return path.substring(0, Math.min(end, path.length())).toLowerCase(Locale.ROOT);
    }
}
