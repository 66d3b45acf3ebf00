package io.github.batchbench.benchmarks.history;

import java.util.SortedSet;

/**
 * How much each report resembles the one before it, as those of a machine with moods do: the correlation of a first-order
 * autoregression. It is told from how fast values grow apart with their distance, among values between which no change was
 * found, so that neither steps nor a slow drift count as likeness.
 */
final class Likeness {
    /** With fewer values likeness and a step cannot be told apart. */
    private static final int FEWEST = 30;

    private static final int FARTHEST = 4;
    private static final double MOST = 0.95;

    /** How many standard errors more are taken: too little likeness makes false changes, too much hides small ones. */
    private static final double CAUTION = 1.5;

    private Likeness() {}

    /**
     * The correlation, 0 for none.
     *
     * @param changes indices of the first values after the changes that were found
     */
    static double of(double[] values, SortedSet<Integer> changes) {
        double near = apart(values, changes, 1);
        if (values.length < FEWEST || near == 0) {
            return 0;
        }
        double far = 0;
        for (int distance = 2; distance <= FARTHEST; distance++) {
            far += apart(values, changes, distance) / (FARTHEST - 1);
        }
        return Math.max(0, Math.min(MOST, correlation(far / near) + CAUTION / Math.sqrt(values.length)));
    }

    /** Half the mean squared difference of values at that distance. */
    private static double apart(double[] values, SortedSet<Integer> changes, int distance) {
        double sum = 0;
        int pairs = 0;
        for (int i = distance; i < values.length; i++) {
            if (changes.subSet(i - distance + 1, i + 1).isEmpty()) {
                sum += (values[i] - values[i - distance]) * (values[i] - values[i - distance]) / 2;
                pairs++;
            }
        }
        return pairs == 0 ? 0 : sum / pairs;
    }

    /** Of which values two to four apart are so much further apart than neighbours; by bisection. */
    private static double correlation(double ratio) {
        double low = -1;
        double high = 1;
        for (int step = 0; step < 50; step++) {
            double middle = (low + high) / 2;
            if (1 + middle + (2 * middle * middle + middle * middle * middle) / 3 < ratio) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
