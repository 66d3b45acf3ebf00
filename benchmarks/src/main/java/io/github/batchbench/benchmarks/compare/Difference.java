package io.github.batchbench.benchmarks.compare;

import io.github.batchbench.benchmarks.compare.Moderation.Spread;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A signed sum of means of logarithms with its standard error and Satterthwaite's degrees of freedom. For two samples
 * this is Welch's; with the two rulers it has four.
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
    record Term(int sign, LogSample sample) {
        private double square() {
            return sample.variance() / sample.size();
        }

        private double freedom() {
            return sample.size() - 1.0;
        }
    }

    static Difference of(List<Term> terms) {
        double estimate = 0;
        double square = 0;
        double plugIn = 0;
        double spread = 0;
        for (Term term : terms) {
            double part = term.square();
            estimate += term.sign() * term.sample().mean();
            square += part;
            plugIn += part * term.freedom() / term.sample().size();
            spread += part * part / term.freedom();
        }
        boolean scattered = square > 0;
        return new Difference(
                estimate,
                Math.sqrt(square),
                scattered ? square * square / spread : 1,
                scattered ? Math.sqrt(square / plugIn) : 1);
    }

    /**
     * The same sum, where the first two terms take their variance from this spread; with unlike numbers of forks, where
     * that may understate it, only if their own error is not larger.
     */
    static Difference moderated(List<Term> terms, Spread moderated) {
        Difference own = of(terms);
        double pair = terms.get(0).square() + terms.get(1).square();
        double sizes =
                1.0 / terms.get(0).sample().size() + 1.0 / terms.get(1).sample().size();
        double square = moderated.variance() * sizes;
        if (terms.get(0).sample().size() != terms.get(1).sample().size()) {
            square = Math.max(pair, square);
        }
        double spread = square * square / moderated.freedom();
        for (Term term : terms.subList(2, terms.size())) {
            square += term.square();
            spread += term.square() * term.square() / term.freedom();
        }
        return new Difference(own.estimate, Math.sqrt(square), square > 0 ? square * square / spread : 1, own.shrink);
    }

    /** The same with what two reports differ by anyhow. */
    Difference with(RunNoise noise) {
        double own = error * error;
        double runs = noise.ofDifference();
        double square = own + runs;
        return new Difference(
                estimate,
                Math.sqrt(square),
                square > 0 ? square * square / (own * own / freedom + runs * runs / noise.freedom()) : 1,
                square > 0 ? Math.sqrt(square / (own / (shrink * shrink) + runs)) : 1);
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
