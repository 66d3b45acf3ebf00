package io.github.batchbench.benchmarks.compare;

import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What an experiment of this scatter could show: effects that would be found four times in five.
 *
 * @param alpha two-sided level of one row, already divided among the family
 * @param rankAlpha level of the rank test, which is not divided
 */
record Power(double alpha, double rankAlpha) {
    /** The usual convention. */
    static final double POWER = 0.8;

    /** Beyond this nobody would run it. */
    static final int MOST_FORKS = 1000;

    /** The smallest logarithm of a ratio that this difference's error could have shown. */
    double smallestEffect(Difference difference) {
        return (difference.quantile(alpha / 2) + difference.quantile(1 - POWER)) * difference.error();
    }

    /** Forks a side to show an effect of that logarithm; empty if more than {@link #MOST_FORKS}. */
    OptionalInt forksFor(double effect, double deviation) {
        for (int n = Fewest.forks(rankAlpha); n <= MOST_FORKS; n++) {
            TDistribution t = TDistribution.of(2.0 * n - 2);
            double quantiles = t.inverseSurvivalProbability(alpha / 2) + t.inverseSurvivalProbability(1 - POWER);
            if (quantiles * deviation * Math.sqrt(2.0 / n) <= effect) {
                return OptionalInt.of(n);
            }
        }
        return OptionalInt.empty();
    }
}
