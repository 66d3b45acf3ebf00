package io.github.batchbench.benchmarks.compare;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the statistics of one row give, before the correction for the other rows.
 *
 * @param measurement the row
 * @param difference of the log means, in the sense of cost; empty without a ratio or with a single fork
 * @param estimate logarithm of the cost ratio; empty without a ratio
 * @param interval of the logarithm of the cost ratio; a single fork's is unbounded
 * @param mannWhitney p-value of the rank test
 * @param replicates of the logarithm of the cost ratio; null without a ratio
 */
@SuppressWarnings("ArrayRecordComponent") // Thousands of numbers on their way to one sum; never compared.
record Evidence(
        Measurement measurement,
        Optional<Difference> difference,
        Optional<Double> estimate,
        Interval interval,
        double mannWhitney,
        double @Nullable [] replicates) {

    /** The row has no ratio: no data, or scores that are zero or negative. */
    static Evidence none(Measurement measurement) {
        return new Evidence(
                measurement,
                Optional.empty(),
                Optional.empty(),
                new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
                1,
                null);
    }

    /** Once they are summed up. */
    Evidence withoutReplicates() {
        return new Evidence(measurement, difference, estimate, interval, mannWhitney, null);
    }

    int baseForks() {
        return measurement.base().size();
    }

    int candidateForks() {
        return measurement.candidate().size();
    }
}
