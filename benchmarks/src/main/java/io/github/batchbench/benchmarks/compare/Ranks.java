package io.github.batchbench.benchmarks.compare;

import org.apache.commons.numbers.combinatorics.BinomialCoefficientDouble;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/** The Mann-Whitney test on fork means. It presumes no shape, and pays for that with few forks. */
final class Ranks {
    private Ranks() {}

    /** Two-sided; exact unless values are tied. The shift is taken off the first sample. */
    static double p(LogSample first, LogSample second, double shift) {
        double[] shifted = first.logs().clone();
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] -= shift;
        }
        return Math.min(
                1, MannWhitneyUTest.withDefaults().test(shifted, second.logs()).getPValue());
    }

    /** The smallest p that so many forks can ever give: two orders in all of them. */
    static double least(int first, int second) {
        return 2 / BinomialCoefficientDouble.value(first + second, first);
    }
}
