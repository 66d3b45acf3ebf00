package io.github.batchbench.benchmarks.compare;

import io.github.batchbench.benchmarks.report.Fork;
import io.github.batchbench.benchmarks.report.Report;
import java.util.List;
import java.util.stream.Stream;

/**
 * What goes by one label: one report, or several of the same build, whose forks count together.
 *
 * @param label for people
 * @param reports at least one
 */
public record Side(String label, List<Report> reports) {
    /** Copies the list. */
    public Side {
        reports = List.copyOf(reports);
        if (reports.isEmpty()) {
            throw new IllegalArgumentException("a side needs a report: " + label);
        }
    }

    /** The calibration benchmark's forks, before and after, in nanoseconds. */
    List<Fork> ruler() {
        return reports.stream()
                .flatMap(report -> Stream.concat(report.rulerStart().stream(), report.rulerEnd().stream()))
                .toList();
    }
}
