package io.github.batchbench.benchmarks.history;

import io.github.batchbench.benchmarks.compare.RunNoise;
import io.github.batchbench.benchmarks.compare.Side;
import io.github.batchbench.benchmarks.history.RowHistory.Point;
import io.github.batchbench.benchmarks.report.Fork;
import io.github.batchbench.benchmarks.report.Report;
import io.github.batchbench.benchmarks.report.Row;
import io.github.batchbench.benchmarks.report.RowKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Learns from a history what each row varies by from run to run: what its reports scatter by around their levels, less what
 * the forks of one report account for.
 */
public final class RunNoises {
    /** Reports that a row needs at least. */
    public static final int FEWEST = Historian.FEWEST;

    private RunNoises() {}

    /**
     * Of each row that has enough reports for that.
     *
     * @param sides those of the history
     */
    public static Map<RowKey, RunNoise> learn(History history, List<Side> sides) {
        List<Map<RowKey, List<Fork>>> forks =
                sides.stream().map(RunNoises::forks).toList();
        Map<RowKey, RunNoise> learned = new TreeMap<>();
        for (RowHistory row : history.rows()) {
            learn(row, forks).ifPresent(noise -> learned.put(row.key(), noise));
        }
        return learned;
    }

    private static Optional<RunNoise> learn(RowHistory row, List<Map<RowKey, List<Fork>>> forks) {
        int explained = 1 + 2 * row.steps().size() + (row.drift().isPresent() ? 2 : 0);
        int freedom = row.points().size() - explained;
        if (row.noise().isEmpty() || freedom < 2) {
            return Optional.empty();
        }
        double squares = 0;
        double within = 0;
        for (Point point : row.points()) {
            squares += Math.pow(Math.log(point.score() / point.level()), 2);
            within += ofMean(forks.get(point.report()).getOrDefault(row.key(), List.of()));
        }
        double variance = Math.max(0, squares / freedom - within / row.points().size());
        return Optional.of(new RunNoise(variance, freedom, row.points().size()));
    }

    private static Map<RowKey, List<Fork>> forks(Side side) {
        Map<RowKey, List<Fork>> forks = new HashMap<>();
        for (Report report : side.reports()) {
            for (Row row : report.rows()) {
                forks.computeIfAbsent(row.key(), key -> new ArrayList<>()).addAll(row.forks());
            }
        }
        return forks;
    }

    /** The variance of the mean of the forks' logarithms; 0 for one fork, whose scatter then counts as the run's. */
    private static double ofMean(List<Fork> forks) {
        double mean = 0;
        double squares = 0;
        for (Fork fork : forks) {
            mean += Math.log(fork.mean()) / forks.size();
        }
        for (Fork fork : forks) {
            squares += Math.pow(Math.log(fork.mean()) - mean, 2);
        }
        return forks.size() < 2 ? 0 : squares / (forks.size() - 1) / forks.size();
    }
}
