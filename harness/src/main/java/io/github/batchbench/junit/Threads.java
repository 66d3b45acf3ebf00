package io.github.batchbench.junit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/** The threads of this JVM as text for people. */
final class Threads {
    private Threads() {}

    /** What every thread is doing now. */
    static String dump() {
        return dump(Thread.getAllStackTraces());
    }

    static String dump(Map<Thread, StackTraceElement[]> threads) {
        return threads.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().getName()))
                .map(entry -> "\"" + entry.getKey().getName() + "\""
                        + (entry.getKey().isDaemon() ? " daemon " : " ")
                        + entry.getKey().getState() + "\n"
                        + Arrays.stream(entry.getValue())
                                .map(frame -> "    at " + frame + "\n")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }
}
