package io.github.batchbench.benchmarks.history;

import java.util.Arrays;

/**
 * Whether a sequence's order matters: its best split is compared with those of random orders of the same values. The level
 * holds whatever the values' distribution, as long as unchanged values resemble their neighbours no more than the orders do.
 */
final class SplitTest {
    private final double alpha;
    private final int orders;
    private final Orders random;

    /** A level, with as many orders as can tell it from twice that. */
    SplitTest(double alpha, Orders random) {
        this.alpha = alpha;
        this.orders = (int) Math.ceil(2 / alpha);
        this.random = random;
    }

    /** True if the p-value is at most the level; found out with as few orders as that takes. */
    boolean rejects(double[] values, Energy energy, double distance) {
        if (distance <= 0) {
            return false;
        }
        double[] shuffled = values.clone();
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int asFar = 0;
        for (int i = 0; i < orders; i++) {
            random.next(sorted, shuffled);
            if (energy.best(shuffled).distance() >= distance) {
                asFar++;
            }
            if (p(asFar) > alpha) {
                return false;
            }
        }
        return p(asFar) <= alpha;
    }

    private double p(int asFar) {
        return (asFar + 1.0) / (orders + 1.0);
    }
}
