package io.github.batchbench.benchmarks.compare;

import io.github.batchbench.benchmarks.compare.Moderation.Spread;
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

    /**
     * Forks a side to show an effect of that logarithm; empty if more than {@link #MOST_FORKS}. What the other rows
     * know of the variance is not counted on.
     *
     * @param runs variance that no number of forks makes less
     */
    OptionalInt forksFor(double effect, Spread spread, double runs) {
        int low = Fewest.forks(rankAlpha);
        int high = MOST_FORKS;
        if (!shows(high, effect, spread, runs)) {
            return OptionalInt.empty();
        }
        while (low < high) {
            int middle = (low + high) / 2;
            if (shows(middle, effect, spread, runs)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return OptionalInt.of(low);
    }

    private boolean shows(int forks, double effect, Spread spread, double runs) {
        TDistribution t = TDistribution.of(2.0 * forks - 2);
        double quantiles = t.inverseSurvivalProbability(alpha / 2) + t.inverseSurvivalProbability(1 - POWER);
        return quantiles * Math.sqrt(spread.variance() * 2.0 / forks + runs) <= effect;
    }
}
