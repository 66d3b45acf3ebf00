package io.github.batchbench.benchmarks.compare;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A signed sum of means of logarithms, with Welch's standard error and Satterthwaite's degrees of freedom. For two
 * samples this is Welch's test; with the two rulers it has four.
 *
 * @param estimate logarithm of the cost ratio
 * @param error its standard error
 * @param freedom degrees of freedom; 1 where there is no scatter at all
 * @param shrink by how much a bootstrap of whole forks understates the standard error, since it divides by n and not
 *     n - 1; at least 1
 */
record Difference(double estimate, double error, double freedom, double shrink) {

    /**
     * A part of the sum.
     *
     * @param sign 1 or -1
     * @param sample its observations, at least two
     */
    record Term(int sign, LogSample sample) {}

    static Difference of(List<Term> terms) {
        double estimate = 0;
        double square = 0;
        double plugIn = 0;
        double spread = 0;
        for (Term term : terms) {
            int n = term.sample().size();
            double part = term.sample().variance() / n;
            estimate += term.sign() * term.sample().mean();
            square += part;
            plugIn += part * (n - 1) / n;
            spread += part * part / (n - 1);
        }
        boolean scattered = square > 0;
        return new Difference(
                estimate,
                Math.sqrt(square),
                scattered ? square * square / spread : 1,
                scattered ? Math.sqrt(square / plugIn) : 1);
    }

    /** Two-sided, of no difference. */
    double p() {
        if (error == 0) {
            return estimate == 0 ? 1 : 0;
        }
        double tail = TDistribution.of(freedom).survivalProbability(Math.abs(estimate) / error);
        return Math.min(1, 2 * tail);
    }

    /** The value that Student's t exceeds with that probability. */
    double quantile(double tail) {
        return TDistribution.of(freedom).inverseSurvivalProbability(tail);
    }
}
