package io.github.batchbench.benchmarks.compare;

import io.github.batchbench.benchmarks.report.Direction;
import io.github.batchbench.benchmarks.report.RowKey;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One row, compared.
 *
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
 */
public record RowComparison(
        RowKey key,
        String unit,
        Direction direction,
        Summary base,
        Summary candidate,
        Optional<Effect> effect,
        Verdict verdict,
        Optional<Reason> reason,
        OptionalDouble smallestEffect,
        OptionalInt forksNeeded) {

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
