package io.github.batchbench.benchmarks.compare;

import io.github.batchbench.benchmarks.report.Fork;
import io.github.batchbench.benchmarks.report.Report;
import java.util.List;

/**
 * What the calibration benchmark said of the machine around one run.
 *
 * @param source the report
 * @param start nanoseconds before the run
 * @param end nanoseconds after it
 */
public record RulerReading(String source, double start, double end) {
    static List<RulerReading> of(Side side) {
        return side.reports().stream()
                .filter(report ->
                        !report.rulerStart().isEmpty() && !report.rulerEnd().isEmpty())
                .map(RulerReading::of)
                .toList();
    }

    private static RulerReading of(Report report) {
        return new RulerReading(report.source(), mean(report.rulerStart()), mean(report.rulerEnd()));
    }

    private static double mean(List<Fork> forks) {
        return Measurement.summary(forks).score();
    }

    /** By how much the machine slowed down during the run, as a fraction; negative if it sped up. */
    public double drift() {
        return end / start - 1;
    }
}
