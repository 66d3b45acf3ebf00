package io.github.batchbench.benchmarks.history;

import io.github.batchbench.benchmarks.compare.Side;
import io.github.batchbench.benchmarks.report.Direction;
import io.github.batchbench.benchmarks.report.Fork;
import io.github.batchbench.benchmarks.report.Report;
import io.github.batchbench.benchmarks.report.Row;
import io.github.batchbench.benchmarks.report.RowKey;
import io.github.batchbench.benchmarks.report.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * One row through all reports that have it.
 *
 * @param key what was measured
 * @param unit of the scores
 * @param direction which way is worse
 * @param reports index of each report that has the row, ascending
 * @param scores the mean of its forks' means in each of them
 */
record Series(RowKey key, Unit unit, Direction direction, List<Integer> reports, List<Double> scores) {
    /** In order of their keys. A report without data for a row has no point there. */
    static List<Series> of(List<Side> sides, Predicate<RowKey> wanted) {
        SortedMap<RowKey, Series> all = new TreeMap<>();
        for (int i = 0; i < sides.size(); i++) {
            for (Map.Entry<RowKey, List<Row>> same : rows(sides.get(i), wanted).entrySet()) {
                Row first = same.getValue().get(0);
                Series series = all.computeIfAbsent(
                        same.getKey(),
                        key -> new Series(key, first.unit(), first.direction(), new ArrayList<>(), new ArrayList<>()));
                series.reports().add(i);
                series.scores().add(score(same.getValue(), series.unit()));
            }
        }
        return List.copyOf(all.values());
    }

    private static SortedMap<RowKey, List<Row>> rows(Side side, Predicate<RowKey> wanted) {
        SortedMap<RowKey, List<Row>> rows = new TreeMap<>();
        for (Report report : side.reports()) {
            for (Row row : report.rows()) {
                if (wanted.test(row.key()) && !row.forks().isEmpty()) {
                    rows.computeIfAbsent(row.key(), key -> new ArrayList<>()).add(row);
                }
            }
        }
        return rows;
    }

    private static double score(List<Row> rows, Unit unit) {
        return rows.stream()
                .flatMapToDouble(row -> row.forks().stream()
                        .mapToDouble(Fork::mean)
                        .map(mean -> mean * row.unit().factor() / unit.factor()))
                .average()
                .orElseThrow();
    }

    boolean allPositive() {
        return scores.stream().allMatch(score -> score > 0);
    }

    /** Logarithms of cost: more is worse. */
    double[] costs() {
        return scores.stream()
                .mapToDouble(score -> direction.costSign() * Math.log(score))
                .toArray();
    }
}
