package io.github.batchbench.benchmarks.compare;

/**
 * How a row changed, as a ratio of costs: candidate over base for times, base over candidate for throughput, so that
 * more than 1 is always worse.
 *
 * @param costRatio of the geometric means of the forks' means
 * @param interval of the cost ratio, from the hierarchical bootstrap; of 95 % confidence, for this row alone
 * @param means p-value of the moderated t-test on the logarithms of the fork means
 * @param holm the same, corrected for all rows of the comparison
 * @param mannWhitney p-value of the rank test on the fork means
 */
public record Effect(double costRatio, Interval interval, double means, double holm, double mannWhitney) {}
