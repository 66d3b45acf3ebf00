package io.github.batchbench.benchmarks.history;

import io.github.batchbench.benchmarks.report.Direction;
import io.github.batchbench.benchmarks.report.RowKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What became of one row. Costs are ratios of which more than 1 is always worse, for times and for throughput alike.
 *
 * @param key what was measured
 * @param unit of the scores
 * @param direction which way is worse
 * @param points one a report that has the row
 * @param steps where the level changed from one report to the next
 * @param drift a slow change that lasts up to the newest report
 * @param noise standard deviation of a report, as a fraction, apart from all changes; empty with too few reports
 * @param newest the newest report, where it is out of line with those before it
 * @param verdict about recent changes
 * @param reason why the verdict is {@code UNKNOWN}; empty otherwise
 */
public record RowHistory(
        RowKey key,
        String unit,
        Direction direction,
        List<Point> points,
        List<Step> steps,
        Optional<Drift> drift,
        OptionalDouble noise,
        Optional<Newest> newest,
        HistoryVerdict verdict,
        String reason) {
    /** Copies the lists. */
    public RowHistory {
        points = List.copyOf(points);
        steps = List.copyOf(steps);
    }

    /**
     * One report.
     *
     * @param report its index
     * @param score in the row's unit
     * @param level what the score would be without noise
     */
    public record Point(int report, double score, double level) {}

    /**
     * A change from one report to the next.
     *
     * @param before index of the last report of the old level
     * @param report index of the first report of the new level
     * @param costRatio new cost over old
     */
    public record Step(int before, int report, double costRatio) {}

    /**
     * A slow change.
     *
     * @param from index of the report at which it begins
     * @param costRatio cost at the newest report over that at its beginning
     */
    public record Drift(int from, double costRatio) {}

    /**
     * A single report cannot tell a step from an accident.
     *
     * @param report its index
     * @param costRatio its cost over what those before it foretell
     * @param p of so much or more by noise alone, for this row
     */
    public record Newest(int report, double costRatio, double p) {}

    /** How a cost ratio shows in the score: -0.2 is a fifth less, be that better or worse. */
    public double inOwnSense(double costRatio) {
        return Math.pow(costRatio, direction.costSign()) - 1;
    }

    /** True if it has changed recently, or its newest report is out of line. */
    public boolean isNews() {
        return verdict == HistoryVerdict.REGRESSED || verdict == HistoryVerdict.IMPROVED || newest.isPresent();
    }
}
