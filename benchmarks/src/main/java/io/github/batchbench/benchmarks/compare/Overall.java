package io.github.batchbench.benchmarks.compare;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The geometric mean of the cost ratios of all primary metrics.
 *
 * @param side label of the new side
 * @param costRatio more than 1 is worse
 * @param interval of it, from the same bootstrap as the rows'; it says how far the measurement is to be trusted, not
 *     how other benchmarks would do
 * @param rows how many it is the mean of
 */
public record Overall(String side, double costRatio, Interval interval, int rows) {
    /** The same of a side. */
    Overall on(String label) {
        return new Overall(label, costRatio, interval, rows);
    }

    /** Sums the rows' replicates, so that they need not be kept. */
    static final class Sum {
        private final double[] sums;
        private double estimates;
        private double squares;
        private double plugIns;
        private int rows;

        Sum(Settings settings) {
            this.sums = new double[settings.resamples()];
        }

        /** Rows without a ratio, or with a single fork a side, say nothing. */
        void add(Evidence evidence) {
            double[] replicates = evidence.replicates();
            if (replicates == null
                    || evidence.difference().isEmpty()
                    || !evidence.measurement().key().isPrimary()) {
                return;
            }
            Difference difference = evidence.difference().get();
            for (int i = 0; i < sums.length; i++) {
                sums[i] += replicates[i];
            }
            estimates += difference.estimate();
            squares += difference.error() * difference.error();
            plugIns += Math.pow(difference.error() / difference.shrink(), 2);
            rows++;
        }

        Optional<Overall> result() {
            if (rows == 0) {
                return Optional.empty();
            }
            double[] sorted =
                    Arrays.stream(sums).map(sum -> sum / rows).sorted().toArray();
            double shrink = plugIns > 0 ? Math.sqrt(squares / plugIns) : 1;
            NormalDistribution normal = NormalDistribution.of(0, 1);
            double tail = normal.survivalProbability(
                    normal.inverseSurvivalProbability((1 - Settings.CONFIDENCE) / 2) * shrink);
            Interval interval = new Interval(Bootstrap.at(sorted, tail), Bootstrap.at(sorted, 1 - tail));
            return Optional.of(new Overall("", Math.exp(estimates / rows), interval.exp(), rows));
        }
    }
}
