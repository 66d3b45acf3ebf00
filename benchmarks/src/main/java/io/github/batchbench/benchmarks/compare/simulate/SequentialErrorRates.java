package io.github.batchbench.benchmarks.compare.simulate;

import io.github.batchbench.benchmarks.compare.Comparer;
import io.github.batchbench.benchmarks.compare.Comparison;
import io.github.batchbench.benchmarks.compare.RowComparison;
import io.github.batchbench.benchmarks.compare.SequentialPlan;
import io.github.batchbench.benchmarks.compare.Settings;
import io.github.batchbench.benchmarks.compare.Side;
import io.github.batchbench.benchmarks.compare.Verdict;
import io.github.batchbench.benchmarks.report.Report;
import io.github.batchbench.benchmarks.report.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * How often {@code run --until-decided} is wrong, on many pairs of synthetic reports that grow until each row is decided.
 *
 * @param scenario the case; its forks are the most a side
 * @param pairs what came of each pair
 */
public record SequentialErrorRates(Scenario scenario, List<Pair> pairs) {
    /** Copies the list. */
    public SequentialErrorRates {
        pairs = List.copyOf(pairs);
    }

    /**
     * One comparison of known truth.
     *
     * @param falseRegression a row that had not changed was called regressed
     * @param verdict of the first row, at the end
     * @param forks a side that the first row took
     */
    public record Pair(boolean falseRegression, Verdict verdict, int forks) {}

    /** The share of pairs of which that holds. */
    public double share(Predicate<Pair> what) {
        return (double) pairs.stream().filter(what).count() / pairs.size();
    }

    /** Forks a side that the first row took, on average. */
    public double meanForks() {
        return pairs.stream().mapToInt(Pair::forks).average().orElse(0);
    }

    /** Compares that many pairs, on all processors; the numbers depend on the seed alone. */
    public static SequentialErrorRates simulate(
            Scenario scenario, SequentialPlan plan, int pairs, Settings settings, long seed) {
        return new SequentialErrorRates(
                scenario,
                IntStream.range(0, pairs)
                        .parallel()
                        .mapToObj(pair -> onePair(scenario, plan, plan.share(settings), seed + 2L * pair))
                        .toList());
    }

    private static Pair onePair(Scenario scenario, SequentialPlan plan, Settings settings, long seed) {
        Report base = SyntheticReport.of(scenario, 1, seed);
        Report candidate = SyntheticReport.of(scenario, 1 + scenario.shift(), seed + 1);
        Map<String, Integer> forks = new HashMap<>();
        Comparison comparison = null;
        for (int look : plan.looks()) {
            if (comparison != null && comparison.count(Verdict.INCONCLUSIVE) == 0) {
                break;
            }
            List<RowComparison> last = comparison == null ? List.of() : comparison.rows();
            for (Row row : base.rows()) {
                boolean decided = last.stream()
                        .anyMatch(seen -> seen.key().equals(row.key()) && seen.verdict() != Verdict.INCONCLUSIVE);
                if (!decided) {
                    forks.put(row.key().benchmark(), look);
                }
            }
            comparison = new Comparer(settings, key -> true)
                    .compare(List.of(side("base", base, forks), side("new", candidate, forks)));
        }
        if (comparison == null) {
            throw new IllegalArgumentException("a plan needs a look");
        }
        RowComparison first = comparison.rows().get(0);
        return new Pair(
                scenario.isFalselyRegressed(comparison),
                first.verdict(),
                forks.getOrDefault(first.key().benchmark(), 0));
    }

    /** The first forks of each row. */
    private static Side side(String label, Report report, Map<String, Integer> forks) {
        List<Row> rows = new ArrayList<>();
        for (Row row : report.rows()) {
            int taken = forks.getOrDefault(row.key().benchmark(), 0);
            rows.add(new Row(row.key(), row.unit(), row.direction(), row.forks().subList(0, taken), row.facts()));
        }
        return new Side(label, List.of(new Report(label, Map.of(), rows, List.of(), List.of(), List.of())));
    }
}
