package io.github.batchbench.benchmarks.compare;

import io.github.batchbench.benchmarks.compare.Difference.Term;
import io.github.batchbench.benchmarks.compare.Moderation.Spread;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the statistics of one row give, before the correction for the other rows.
 *
 * @param measurement the row
 * @param difference of the log means, in the sense of cost; empty without a ratio or with a single fork
 * @param terms of the difference: candidate, base, then the rulers; empty if it is
 * @param estimate logarithm of the cost ratio; empty without a ratio
 * @param interval of the logarithm of the cost ratio; a single fork's is unbounded
 * @param mannWhitney p-value of the rank test
 * @param replicates of the logarithm of the cost ratio; null without a ratio
 */
@SuppressWarnings("ArrayRecordComponent") // Thousands of numbers on their way to one sum; never compared.
record Evidence(
        Measurement measurement,
        Optional<Difference> difference,
        List<Term> terms,
        Optional<Double> estimate,
        Interval interval,
        double mannWhitney,
        double @Nullable [] replicates) {

    /** The row has no ratio: no data, or scores that are zero or negative. */
    static Evidence none(Measurement measurement) {
        return new Evidence(
                measurement,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
                1,
                null);
    }

    /** Once they are summed up. */
    Evidence withoutReplicates() {
        return new Evidence(measurement, difference, terms, estimate, interval, mannWhitney, null);
    }

    /** The row's own variance; only where there is a difference. */
    Spread spread() {
        return Spread.of(terms.get(0).sample(), terms.get(1).sample());
    }

    /** The difference as the tests see it, once the scatter of all rows is known. */
    Difference moderated(Moderation moderation) {
        Difference forks = Difference.moderated(terms, moderation.moderate(spread()));
        return measurement.runNoise().map(forks::with).orElse(forks);
    }

    int baseForks() {
        return measurement.base().size();
    }

    int candidateForks() {
        return measurement.candidate().size();
    }
}
