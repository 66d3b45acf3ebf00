package io.github.batchbench.benchmarks.compare;

/**
 * The geometric mean of the cost ratios of all primary metrics.
 *
 * @param costRatio more than 1 is worse
 * @param interval of it, from the same bootstrap as the rows'; it says how far the measurement is to be trusted, not
 *     how other benchmarks would do
 * @param rows how many it is the mean of
 */
public record Overall(double costRatio, Interval interval, int rows) {}
