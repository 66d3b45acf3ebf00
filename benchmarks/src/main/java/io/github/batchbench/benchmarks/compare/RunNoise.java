package io.github.batchbench.benchmarks.compare;

/**
 * What a row is known to vary by from one report to the next, apart from what its forks scatter by: another time, another
 * state of the machine, another layout of memory. More forks in one report do not make it less.
 *
 * @param variance of a report's logarithm
 * @param freedom degrees of freedom that it is known by
 * @param reports that it was learned from
 */
public record RunNoise(double variance, double freedom, int reports) {
    /** As a fraction of the score: the standard deviation of a report. */
    double deviation() {
        return Math.expm1(Math.sqrt(variance));
    }

    /** Of the difference of two reports. */
    double ofDifference() {
        return 2 * variance;
    }
}
