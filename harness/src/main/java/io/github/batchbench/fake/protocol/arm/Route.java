package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.protocol.Query;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A method and a path that the API knows. Words compare without regard to case, as the tools do not agree on one; names in
 * the path keep theirs.
 *
 * @param name of the operation
 * @param path its segments; one in braces is a variable
 */
record Route(String name, String method, List<String> path, Action action) {
    /** What is done. */
    interface Action {
        ArmAnswer answer(ArmCall call);
    }

    static Route of(String name, String method, String path, Action action) {
        return new Route(name, method, segments(path), action);
    }

    static List<String> segments(String path) {
        return List.of(path.replaceFirst("^/+", "").split("/+", -1)).stream()
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    /** What stands in the path in place of the variables; empty if it is another path. */
    Optional<Map<String, String>> match(List<String> segments) {
        if (segments.size() != path.size()) {
            return Optional.empty();
        }
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String word = path.get(i);
            if (word.startsWith("{")) {
                // A plus in a path is a plus.
                names.put(
                        word.substring(1, word.length() - 1),
                        Query.decode(segments.get(i).replace("+", "%2B")));
            } else if (!word.equalsIgnoreCase(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(names);
    }
}
