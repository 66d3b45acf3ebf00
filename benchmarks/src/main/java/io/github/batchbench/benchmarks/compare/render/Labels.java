package io.github.batchbench.benchmarks.compare.render;

import io.github.batchbench.benchmarks.compare.Comparison;
import io.github.batchbench.benchmarks.compare.RowComparison;
import io.github.batchbench.benchmarks.report.RowKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Short names of benchmarks: class and method, or the whole name where two would look alike. */
final class Labels {
    private final Map<String, Set<String>> fullByShort = new HashMap<>();

    Labels(Comparison comparison) {
        this(Stream.of(
                        comparison.rows().stream().map(RowComparison::key),
                        comparison.onlyBase().stream().map(Comparison.Missing::key),
                        comparison.onlyCandidate().stream().map(Comparison.Missing::key))
                .flatMap(keys -> keys));
    }

    Labels(Stream<RowKey> keys) {
        keys.map(RowKey::benchmark)
                .forEach(name -> fullByShort
                        .computeIfAbsent(shorten(name), s -> new HashSet<>())
                        .add(name));
    }

    /** Of the benchmark alone. */
    String benchmark(RowKey key) {
        String shortName = shorten(key.benchmark());
        return fullByShort.getOrDefault(shortName, Set.of()).size() > 1 ? key.benchmark() : shortName;
    }

    /** With parameters and mode. */
    String whole(RowKey key) {
        String details = key.details();
        return benchmark(key) + (details.isEmpty() ? "" : " (" + details + ")") + " "
                + key.mode().label();
    }

    private static String shorten(String name) {
        int method = name.lastIndexOf('.');
        int type = method < 0 ? -1 : name.lastIndexOf('.', method - 1);
        return type < 0 ? name : name.substring(type + 1);
    }
}
