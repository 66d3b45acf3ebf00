package io.github.batchbench.benchmarks.compare;

import io.github.batchbench.benchmarks.report.Direction;
import io.github.batchbench.benchmarks.report.RowKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One row, compared.
 *
 * @param side label of the new side
 * @param key what was measured
 * @param unit of both sides
 * @param direction which way is worse
 * @param base the old side
 * @param candidate the new side
 * @param effect how it changed; empty if no ratio can be estimated
 * @param verdict what can be said
 * @param reason why nothing can; empty unless inconclusive
 * @param smallestEffect what these samples could have shown, as a fraction of cost; empty if nothing
 * @param forksNeeded forks a side to show a change as large as the margin; empty if unknown or more than 1000
 * @param runNoise what one report is known to vary by from run to run, as a fraction; empty if no history was looked at
 */
public record RowComparison(
        String side,
        RowKey key,
        String unit,
        Direction direction,
        Summary base,
        Summary candidate,
        Optional<Effect> effect,
        Verdict verdict,
        Optional<Reason> reason,
        OptionalDouble smallestEffect,
        OptionalInt forksNeeded,
        OptionalDouble runNoise) {
    /** Standard deviations that a normal value is beyond once in twenty times. */
    private static final double ONE_IN_TWENTY = 1.96;

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

    /**
     * One side of a row, in the row's unit.
     *
     * @param score the mean of the forks' means
     * @param deviation of the forks' means, as a fraction of the score; not a number for fewer than two forks
     * @param forks the forks, each with its iterations' values; long ones averaged in blocks
     */
    public record Summary(double score, double deviation, List<List<Double>> forks) {
        /** Copies the list. */
        public Summary {
            forks = List.copyOf(forks);
        }
    }

    /** Why a row is inconclusive. */
    public enum Reason {
        /** So few forks that no difference, however large, could be shown. */
        TOO_FEW_FORKS("too few forks for any verdict"),
        /** The forks scatter too much. */
        TOO_NOISY("the forks scatter too much to tell"),
        /** Reports differ too much whatever their forks say. */
        UNSTEADY("it varies too much from run to run, which more forks do not mend"),
        /** A change of about the margin's size. */
        NEAR_MARGIN("the change is about as large as the margin"),
        /** The two tests disagree: outlying forks, or a mixture. */
        TESTS_DISAGREE("outlying forks: the rank test does not confirm the difference of means"),
        /** A score that is zero or negative has no ratio. */
        NO_RATIO("a fork's score is zero or negative, so there is no ratio"),
        /** The report kept no raw data. */
        NO_DATA("the report has no raw data for it");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** For people. */
        public String text() {
            return text;
        }

        /** For files: in lower case, with hyphens. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The same of a side. */
    RowComparison on(String label) {
        return new RowComparison(
                label,
                key,
                unit,
                direction,
                base,
                candidate,
                effect,
                verdict,
                reason,
                smallestEffect,
                forksNeeded,
                runNoise);
    }

    /** True if reports without any change differ by more than the margin in one pair of twenty. */
    public boolean isUnsteady(double margin) {
        return runNoise.isPresent()
                && ONE_IN_TWENTY * Math.sqrt(2) * Math.log1p(runNoise.getAsDouble()) > Math.log1p(margin);
    }

    /** The change of the score in the metric's own sense: -0.2 is a fifth less, be that better or worse. */
    public OptionalDouble change() {
        return effect.map(e -> OptionalDouble.of(inOwnSense(e.costRatio()))).orElse(OptionalDouble.empty());
    }

    /** The interval of {@link #change}. */
    public Optional<Interval> changeInterval() {
        return effect.map(e -> {
            double one = inOwnSense(e.interval().low());
            double other = inOwnSense(e.interval().high());
            return new Interval(Math.min(one, other), Math.max(one, other));
        });
    }

    private double inOwnSense(double costRatio) {
        return Math.pow(costRatio, direction.costSign()) - 1;
    }
}
