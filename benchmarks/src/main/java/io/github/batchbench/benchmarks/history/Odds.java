package io.github.batchbench.benchmarks.history;

import java.util.Arrays;

/** Of which place among several is right, told by the loss that each leaves. */
final class Odds {
    /** A place that far from the true one is no better than any. */
    private static final int REACH = 5;

    private Odds() {}

    /**
     * The place that is expected to be nearest to the right one.
     *
     * @param losses twice the negative logarithm of each place's likelihood, but for a constant
     */
    static int nearest(double[] losses) {
        double least = Arrays.stream(losses).min().orElseThrow();
        double[] odds =
                Arrays.stream(losses).map(loss -> Math.exp((least - loss) / 2)).toArray();
        int best = 0;
        double most = 0;
        for (int place = 0; place < odds.length; place++) {
            double near = 0;
            for (int other = Math.max(0, place - REACH); other < Math.min(odds.length, place + REACH); other++) {
                near += odds[other] * (REACH - Math.abs(other - place));
            }
            // An exact metric has steps of certain place; rounding must not move them.
            if (near > most * (1 + 1e-12)) {
                most = near;
                best = place;
            }
        }
        return best;
    }
}
