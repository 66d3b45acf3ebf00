package io.github.batchbench.benchmarks.compare.simulate;

import io.github.batchbench.benchmarks.compare.Comparer;
import io.github.batchbench.benchmarks.compare.Comparison;
import io.github.batchbench.benchmarks.compare.RunNoise;
import io.github.batchbench.benchmarks.compare.Settings;
import io.github.batchbench.benchmarks.compare.Side;
import io.github.batchbench.benchmarks.compare.Verdict;
import io.github.batchbench.benchmarks.history.History;
import io.github.batchbench.benchmarks.history.HistorySettings;
import io.github.batchbench.benchmarks.history.RunNoises;
import io.github.batchbench.benchmarks.report.RowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * How often a comparison is wrong where rows vary from run to run, with and without a history to learn that from.
 *
 * @param variation the case
 * @param pairs what came of each pair
 */
public record LearnedErrorRates(Variation variation, List<Pair> pairs) {
    /** Copies the list. */
    public LearnedErrorRates {
        pairs = List.copyOf(pairs);
    }

    /**
     * A case of known truth.
     *
     * @param scenario two reports, and the noise within them
     * @param runs deviation of a report, on the scale of logarithms
     * @param reports of the history
     */
    public record Variation(Scenario scenario, double runs, int reports) {
        /** Those of the table. */
        public static List<Variation> table() {
            List<Variation> table = new ArrayList<>();
            for (double runs : List.of(0.0, 0.01, 0.02, 0.05)) {
                for (double shift : List.of(0.0, 0.1, 0.2, 0.5)) {
                    table.add(new Variation(new Scenario(Noise.ORDINARY, shift, 5, 5, 20), runs, 30));
                }
            }
            for (int reports : List.of(10, 100)) {
                table.add(new Variation(new Scenario(Noise.ORDINARY, 0.2, 5, 5, 20), 0.02, reports));
            }
            return table;
        }
    }

    /**
     * One comparison.
     *
     * @param plain without the history
     * @param learned with it
     */
    public record Pair(Finding plain, Finding learned) {}

    /**
     * What one comparison said.
     *
     * @param falseRegression a row that had not changed was called regressed
     * @param verdict of the first row
     */
    public record Finding(boolean falseRegression, Verdict verdict) {
        private static Finding of(Comparison comparison, Scenario scenario) {
            return new Finding(
                    scenario.isFalselyRegressed(comparison),
                    comparison.rows().get(0).verdict());
        }
    }

    /** How often something unchanged was called regressed, as a fraction of the pairs. */
    public double falseFamilies(Function<Pair, Finding> which) {
        return share(which, Finding::falseRegression);
    }

    /** How often the first row got that verdict, as a fraction. */
    public double rate(Function<Pair, Finding> which, Verdict verdict) {
        return share(which, finding -> finding.verdict() == verdict);
    }

    private double share(Function<Pair, Finding> which, Predicate<Finding> predicate) {
        return (double) pairs.stream().map(which).filter(predicate).count() / pairs.size();
    }

    /** Compares that many pairs, on all processors; the numbers depend on the seed alone. */
    public static LearnedErrorRates simulate(Variation variation, int pairs, Settings settings, long seed) {
        return new LearnedErrorRates(
                variation,
                IntStream.range(0, pairs)
                        .parallel()
                        .mapToObj(pair -> one(variation, settings, seed + (variation.reports() + 2L) * pair))
                        .toList());
    }

    private static Pair one(Variation variation, Settings settings, long seed) {
        List<Side> past = new ArrayList<>();
        for (int report = 0; report < variation.reports(); report++) {
            past.add(side("run-" + report, variation, 1, seed + report));
        }
        Scenario scenario = variation.scenario();
        List<Side> sides = List.of(
                side("base", variation, 1, seed + variation.reports()),
                side("new", variation, 1 + scenario.shift(), seed + variation.reports() + 1));
        Map<RowKey, RunNoise> noise = RunNoises.learn(History.of(HistorySettings.DEFAULT, past, key -> true), past);
        return new Pair(
                Finding.of(new Comparer(settings, key -> true).compare(sides), scenario),
                Finding.of(new Comparer(settings, key -> true, noise).compare(sides), scenario));
    }

    private static Side side(String label, Variation variation, double ratio, long seed) {
        return new Side(label, List.of(SyntheticReport.of(variation.scenario(), ratio, variation.runs(), seed)));
    }
}
