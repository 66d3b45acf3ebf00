package io.github.batchbench.benchmarks.compare;

import io.github.batchbench.benchmarks.report.RowKey;
import java.util.List;

/**
 * A row's scores over all reports that were given, in their order.
 *
 * @param key what was measured
 * @param points one a label that has the row
 */
public record Trend(RowKey key, List<Point> points) {
    /** Copies the list. */
    public Trend {
        points = List.copyOf(points);
    }

    /**
     * A label's forks.
     *
     * @param label of the side
     * @param score mean of the forks' means, in the row's unit
     * @param forks the forks' means
     */
    public record Point(String label, double score, List<Double> forks) {
        /** Copies the list. */
        public Point {
            forks = List.copyOf(forks);
        }
    }
}
