package io.github.batchbench.fake.protocol.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operation of the service, from the facts.
 *
 * @param id for example {@code Pool_Add}
 * @param success the status of a success; the first, where a missing entity is one too
 * @param query the query parameters that are its own, by name
 * @param headers the conditional and range headers that it takes, in lower case
 * @param body the type of its body, empty if it takes none
 * @param bodyRequired whether it must have a body
 * @param result the type of its answer, empty if that has no body
 * @param first the first version that has it, empty for the first of all
 * @param last the last version that has it, empty if there is none
 */
record Operation(
        String id,
        String method,
        Pattern path,
        List<String> pathNames,
        int success,
        Map<String, Parameter> query,
        List<String> headers,
        String body,
        boolean bodyRequired,
        String result,
        String first,
        String last) {
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    /** A query parameter: its type, its bounds and its last version, which may be empty. */
    record Parameter(String name, String type, String minimum, String maximum, String last) {
        boolean isIn(ApiVersion version) {
            return last.isEmpty() || version.text().compareTo(last) <= 0;
        }
    }

    /** Reads a line of the facts. */
    static Operation parse(String line) {
        String[] words = line.split(" ", -1);
        Map<String, Parameter> query = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        List<String> headers = new ArrayList<>();
        String body = "";
        String result = "";
        for (int i = 4; i < words.length; i++) {
            String word = words[i];
            if (word.startsWith("body=")) {
                body = word.substring("body=".length());
            } else if (word.startsWith("result=")) {
                result = word.substring("result=".length());
            } else if (word.startsWith("If-") || word.startsWith("ocp-")) {
                headers.add(word.substring(0, word.indexOf(':')).toLowerCase(Locale.ROOT));
            } else {
                Parameter parameter = parameter(word);
                query.put(parameter.name(), parameter);
            }
        }
        List<String> names = new ArrayList<>();
        Pattern path = path(words[2], names);
        boolean required = body.endsWith("!");
        return new Operation(
                words[0],
                words[1],
                path,
                names,
                Integer.parseInt(words[3].split(",", -1)[0]),
                query,
                headers,
                required ? body.substring(0, body.length() - 1) : body,
                required,
                result,
                "",
                "");
    }

    /** This operation, but only in versions of the form {@code FIRST..LAST}. */
    Operation in(String versions) {
        int dots = versions.indexOf("..");
        return new Operation(
                id,
                method,
                path,
                pathNames,
                success,
                query,
                headers,
                body,
                bodyRequired,
                result,
                versions.substring(0, dots),
                versions.substring(dots + 2));
    }

    /** This operation with one more query parameter, which its versions, of the form {@code ..LAST}, may end. */
    Operation withQuery(String versions, String word) {
        Map<String, Parameter> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(query);
        Parameter known = parameter(word);
        more.put(
                known.name(),
                new Parameter(known.name(), known.type(), known.minimum(), known.maximum(), versions.substring(2)));
        return new Operation(
                id, method, path, pathNames, success, more, headers, body, bodyRequired, result, first, last);
    }

    boolean isIn(ApiVersion version) {
        return version.since(first) && (last.isEmpty() || version.text().compareTo(last) <= 0);
    }

    private static Parameter parameter(String word) {
        int colon = word.indexOf(':');
        if (colon < 0) {
            return new Parameter(word, "string", "", "", "");
        }
        String type = word.substring(colon + 1);
        int equals = type.indexOf('=');
        if (equals < 0) {
            return new Parameter(word.substring(0, colon), type, "", "", "");
        }
        String[] range = type.substring(equals + 1).split("\\.\\.", -1);
        return new Parameter(word.substring(0, colon), type.substring(0, equals), range[0], range[1], "");
    }

    private static Pattern path(String template, List<String> names) {
        StringBuilder pattern = new StringBuilder();
        Matcher place = PLACE.matcher(template);
        int at = 0;
        while (place.find()) {
            pattern.append(Pattern.quote(template.substring(at, place.start())));
            names.add(place.group(1));
            // A file's path may hold slashes; anything else ends at one.
            pattern.append(place.group(1).equals("filePath") ? "(.+)" : "([^/,()]+)");
            at = place.end();
        }
        pattern.append(Pattern.quote(template.substring(at)));
        return Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE);
    }
}
