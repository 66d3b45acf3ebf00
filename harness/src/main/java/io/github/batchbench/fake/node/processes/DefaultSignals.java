package io.github.batchbench.fake.node.processes;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The signals that this JVM was started to ignore, as a script's shell does for what it leaves in the background, and {@code nohup}. A task would ignore
 * them, too, as it would not on a node of Azure, and no shell can take that back; the {@code env} of GNU can.
 */
final class DefaultSignals {
    private static final Map<Integer, String> NAMES = new TreeMap<>(Map.of(1, "HUP", 2, "INT", 3, "QUIT", 15, "TERM"));

    /** The words before a program that is to ignore none of them; none if there is nothing to do, or no way. */
    static final List<String> WORDS = words();

    private DefaultSignals() {}

    private static List<String> words() {
        String ignored = ignored();
        List<String> words = List.of(StartScript.ENV, "--default-signal=" + ignored);
        return !ignored.isEmpty() && Shell.succeeds("exec \"$@\" true", words) ? words : List.of();
    }

    /** Their names, with commas between them. */
    private static String ignored() {
        long mask = ProcessTable.ignoredSignals();
        return NAMES.entrySet().stream()
                .filter(signal -> (mask >> (signal.getKey() - 1) & 1) == 1)
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(","));
    }
}
