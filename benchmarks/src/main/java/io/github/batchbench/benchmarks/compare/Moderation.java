package io.github.batchbench.benchmarks.compare;

import java.util.List;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.Trigamma;

/**
 * What the scatter of all rows says of the scatter of each: an inverse chi-square prior of the variance, fitted as
 * Smyth does for the moderated t-test ("Linear models and empirical Bayes methods", 2004).
 *
 * <p>Five forks a side know their own variance badly, and Student's t charges dearly for that where many rows are
 * tested. Rows of one suite on one machine scatter alike; how much alike, the fit finds out: with unlike rows the
 * prior has few degrees of freedom and changes little.
 *
 * @param variance that the prior is centred on
 * @param freedom how many degrees of freedom the prior is worth; 0 for none
 */
record Moderation(double variance, double freedom) {
    static final Moderation NONE = new Moderation(0, 0);

    /** Fewer rows say nothing of how much rows differ. */
    private static final int FEWEST_ROWS = 5;

    /**
     * One row's variance.
     *
     * @param variance pooled over both sides
     * @param freedom degrees of freedom of it
     */
    record Spread(double variance, double freedom) {
        static Spread of(LogSample one, LogSample other) {
            int freedom = one.size() + other.size() - 2;
            double squares = one.variance() * (one.size() - 1) + other.variance() * (other.size() - 1);
            return new Spread(squares / freedom, freedom);
        }

        private double centredLog() {
            return Math.log(variance) - Digamma.value(freedom / 2) + Math.log(freedom / 2);
        }
    }

    static Moderation fit(List<Spread> rows) {
        List<Spread> scattered = rows.stream().filter(row -> row.variance() > 0).toList();
        if (scattered.size() < FEWEST_ROWS) {
            return NONE;
        }
        double mean = 0;
        double noise = 0;
        double total = 0;
        for (Spread row : scattered) {
            mean += row.centredLog() / scattered.size();
            noise += Trigamma.value(row.freedom() / 2) / scattered.size();
            total += row.freedom();
        }
        double between = 0;
        for (Spread row : scattered) {
            between += Math.pow(row.centredLog() - mean, 2) / (scattered.size() - 1);
        }
        // The prior cannot be known better than all rows together know it.
        double freedom = between <= noise ? total : Math.min(total, 2 * inverseTrigamma(between - noise));
        return new Moderation(Math.exp(mean + Digamma.value(freedom / 2) - Math.log(freedom / 2)), freedom);
    }

    /** What the prior and the row say together of its variance. */
    Spread moderate(Spread row) {
        double all = freedom + row.freedom();
        return new Spread((freedom * variance + row.freedom() * row.variance()) / all, all);
    }

    /** By bisection: the function falls steadily. */
    private static double inverseTrigamma(double value) {
        double low = 1e-6;
        double high = 1e9;
        for (int step = 0; step < 200; step++) {
            double middle = Math.sqrt(low * high);
            if (Trigamma.value(middle) > value) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
