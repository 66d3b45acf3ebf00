package io.github.batchbench.benchmarks.report;

import java.util.Arrays;

/**
 * What one JVM measured: a value for each of its iterations. Only the fork as a whole is independent of the others.
 *
 * @param values one mean an iteration, in the metric's unit
 * @param weights how many samples each value stands for; 1 outside JMH's sample mode
 */
@SuppressWarnings("ArrayRecordComponent") // Millions of numbers; never compared, never handed on to be changed.
public record Fork(double[] values, double[] weights) {
    /** Checks that there is a weight for each value. */
    public Fork {
        if (values.length == 0 || values.length != weights.length) {
            throw new IllegalArgumentException(
                    "a fork needs as many weights as values, at least one: " + values.length + ", " + weights.length);
        }
    }

    /** A fork whose iterations count the same. */
    public static Fork of(double... values) {
        double[] ones = new double[values.length];
        Arrays.fill(ones, 1);
        return new Fork(values, ones);
    }

    /** The mean of all samples of this fork. */
    public double mean() {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * weights[i];
            weight += weights[i];
        }
        return sum / weight;
    }

    /** This fork in another unit. */
    public Fork times(double factor) {
        return new Fork(Arrays.stream(values).map(value -> value * factor).toArray(), weights);
    }

    /**
     * This fork with its iterations averaged in at most so many runs of neighbours. Keeps the mean; makes
     * resampling cheap, and honest where neighbours resemble each other.
     */
    public Fork blocks(int most) {
        if (values.length <= most) {
            return this;
        }
        double[] means = new double[most];
        double[] sums = new double[most];
        for (int i = 0; i < values.length; i++) {
            int block = (int) ((long) i * most / values.length);
            means[block] += values[i] * weights[i];
            sums[block] += weights[i];
        }
        for (int block = 0; block < most; block++) {
            means[block] /= sums[block];
        }
        return new Fork(means, sums);
    }
}
