package io.github.batchbench.benchmarks.report;

import java.util.List;
import java.util.Map;

/**
 * One run.
 *
 * @param source the file's name, for messages
 * @param environment what the run says of its machine; empty in JMH's own JSON
 * @param rows all metrics
 * @param rulerStart the calibration benchmark before the run; empty in JMH's own JSON
 * @param rulerEnd the calibration benchmark after it
 * @param notes what the reader of the report should know
 */
public record Report(
        String source,
        Map<Fact, String> environment,
        List<Row> rows,
        List<Fork> rulerStart,
        List<Fork> rulerEnd,
        List<String> notes) {
    /** Copies the collections. */
    public Report {
        environment = Map.copyOf(environment);
        rows = List.copyOf(rows);
        rulerStart = List.copyOf(rulerStart);
        rulerEnd = List.copyOf(rulerEnd);
        notes = List.copyOf(notes);
    }
}
