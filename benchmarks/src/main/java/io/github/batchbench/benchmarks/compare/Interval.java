package io.github.batchbench.benchmarks.compare;

/**
 * An interval with its ends.
 *
 * @param low the smaller end
 * @param high the larger end
 */
public record Interval(double low, double high) {
    /** True if the whole of it lies within that distance of zero. */
    boolean within(double distance) {
        return low >= -distance && high <= distance;
    }

    /** From logarithms to ratios. */
    Interval exp() {
        return new Interval(Math.exp(low), Math.exp(high));
    }
}
