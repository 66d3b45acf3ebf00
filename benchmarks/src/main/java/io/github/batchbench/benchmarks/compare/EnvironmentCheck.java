package io.github.batchbench.benchmarks.compare;

import io.github.batchbench.benchmarks.report.Fact;
import io.github.batchbench.benchmarks.report.Report;
import io.github.batchbench.benchmarks.report.Row;
import io.github.batchbench.benchmarks.report.RowKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts what two sides say of their machines and JVMs side by side. */
final class EnvironmentCheck {
    private static final String NOT_RECORDED = "";

    private EnvironmentCheck() {}

    static List<FactPair> compare(
            Side base,
            Side candidate,
            SortedMap<RowKey, PooledRows.Entry> baseRows,
            SortedMap<RowKey, PooledRows.Entry> candidateRows) {
        List<FactPair> pairs = new ArrayList<>();
        for (Fact fact : Fact.values()) {
            String one = joined(base.reports().stream().map(Report::environment), fact);
            String other = joined(candidate.reports().stream().map(Report::environment), fact);
            if (!one.isEmpty() || !other.isEmpty()) {
                pairs.add(new FactPair(fact, one, other, 0, List.of()));
            }
            pairs.addAll(ofRows(fact, baseRows, candidateRows));
        }
        return pairs;
    }

    private record Values(String base, String candidate) implements Comparable<Values> {
        @Override
        public int compareTo(Values other) {
            int order = base.compareTo(other.base);
            return order != 0 ? order : candidate.compareTo(other.candidate);
        }
    }

    private static Collection<FactPair> ofRows(
            Fact fact,
            SortedMap<RowKey, PooledRows.Entry> baseRows,
            SortedMap<RowKey, PooledRows.Entry> candidateRows) {
        Map<Values, Integer> counts = new TreeMap<>();
        baseRows.forEach((key, entry) -> {
            PooledRows.Entry other = candidateRows.get(key);
            if (other != null) {
                Values values = new Values(joined(facts(entry), fact), joined(facts(other), fact));
                counts.merge(values, 1, Integer::sum);
            }
        });
        counts.remove(new Values(NOT_RECORDED, NOT_RECORDED));
        return counts.entrySet().stream()
                .map(e -> new FactPair(fact, e.getKey().base(), e.getKey().candidate(), e.getValue(), List.of()))
                .toList();
    }

    private static Stream<Map<Fact, String>> facts(PooledRows.Entry entry) {
        return entry.rows().stream().map(Row::facts);
    }

    /** All values that several reports have, once each: pooled runs of unlike machines must show. */
    private static String joined(Stream<Map<Fact, String>> facts, Fact fact) {
        return facts.map(known -> known.getOrDefault(fact, NOT_RECORDED))
                .distinct()
                .sorted()
                .collect(Collectors.joining(" | "));
    }
}
