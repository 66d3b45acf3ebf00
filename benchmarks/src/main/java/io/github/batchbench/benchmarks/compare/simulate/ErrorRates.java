package io.github.batchbench.benchmarks.compare.simulate;

import io.github.batchbench.benchmarks.compare.Comparer;
import io.github.batchbench.benchmarks.compare.Comparison;
import io.github.batchbench.benchmarks.compare.RowComparison;
import io.github.batchbench.benchmarks.compare.RowComparison.Effect;
import io.github.batchbench.benchmarks.compare.Settings;
import io.github.batchbench.benchmarks.compare.Side;
import io.github.batchbench.benchmarks.compare.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * How often the comparer is wrong, or silent, on many pairs of synthetic reports.
 *
 * @param scenario the case
 * @param pairs what came of each pair
 */
public record ErrorRates(Scenario scenario, List<Pair> pairs) {
    /** Copies the list. */
    public ErrorRates {
        pairs = List.copyOf(pairs);
    }

    /**
     * One comparison of known truth.
     *
     * @param falseRegression a row that had not changed was called regressed
     * @param verdict of the first row
     * @param covered the first row's interval holds its true ratio
     */
    public record Pair(boolean falseRegression, Verdict verdict, boolean covered) {}

    /** How often the first row got that verdict, as a fraction. */
    public double rate(Verdict verdict) {
        return share(pair -> pair.verdict() == verdict);
    }

    /** How often something unchanged was called regressed, as a fraction of the pairs. */
    public double falseFamilies() {
        return share(Pair::falseRegression);
    }

    /** How often the interval held the truth, as a fraction. */
    public double coverage() {
        return share(Pair::covered);
    }

    private double share(Predicate<Pair> predicate) {
        return (double) pairs.stream().filter(predicate).count() / pairs.size();
    }

    /** Compares that many pairs, on all processors; the numbers depend on the seed alone. */
    public static ErrorRates simulate(Scenario scenario, int pairs, Settings settings, long seed) {
        return new ErrorRates(
                scenario,
                IntStream.range(0, pairs)
                        .parallel()
                        .mapToObj(pair -> onePair(scenario, settings, seed + (scenario.sides() + 1L) * pair))
                        .toList());
    }

    private static Pair onePair(Scenario scenario, Settings settings, long seed) {
        double truth = 1 + scenario.shift();
        Side base = new Side("base", List.of(SyntheticReport.of(scenario, 1, seed)));
        List<Side> sides = new ArrayList<>(List.of(base));
        for (int side = 1; side <= scenario.sides(); side++) {
            sides.add(
                    new Side("new " + side, List.of(SyntheticReport.of(scenario, side == 1 ? truth : 1, seed + side))));
        }
        Comparison comparison = new Comparer(settings, key -> true).compare(sides);
        RowComparison first = comparison.rows().get(0);
        boolean covered = first.effect().filter(effect -> holds(effect, truth)).isPresent();
        return new Pair(scenario.isFalselyRegressed(comparison), first.verdict(), covered);
    }

    private static boolean holds(Effect effect, double truth) {
        return effect.interval().low() <= truth && truth <= effect.interval().high();
    }
}
