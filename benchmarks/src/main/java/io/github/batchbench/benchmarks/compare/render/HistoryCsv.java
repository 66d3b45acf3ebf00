package io.github.batchbench.benchmarks.compare.render;

import io.github.batchbench.benchmarks.history.History;
import io.github.batchbench.benchmarks.history.RowHistory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVPrinter;

/** A line for each finding, and one for a row without any. Numbers are in full. */
final class HistoryCsv {
    private static final List<String> HEADER = CsvReport.columns(
            "unit", "reports", "noise", "verdict", "finding", "before", "from", "commit", "time", "cost_ratio", "p");

    private final History history;

    private HistoryCsv(History history) {
        this.history = history;
    }

    static void write(HistoryOutcome outcome, Appendable out) throws IOException {
        CSVPrinter printer = CsvReport.begin(HEADER, out);
        HistoryCsv csv = new HistoryCsv(outcome.history());
        for (RowHistory row : outcome.history().rows()) {
            printer.printRecords(csv.lines(row));
        }
    }

    private List<List<Object>> lines(RowHistory row) {
        List<List<Object>> lines = new ArrayList<>();
        row.steps()
                .forEach(step ->
                        lines.add(line(row, "step", label(step.before()), step.report(), step.costRatio(), "")));
        row.drift().ifPresent(drift -> lines.add(line(row, "drift", "", drift.from(), drift.costRatio(), "")));
        row.newest()
                .ifPresent(
                        newest -> lines.add(line(row, "newest", "", newest.report(), newest.costRatio(), newest.p())));
        if (lines.isEmpty()) {
            List<Object> none = head(row);
            none.addAll(List.of("", "", "", "", "", "", ""));
            lines.add(none);
        }
        return lines;
    }

    private List<Object> line(RowHistory row, String finding, String before, int from, double costRatio, Object p) {
        History.Name name = history.names().get(from);
        List<Object> line = head(row);
        line.addAll(List.of(
                finding,
                before,
                Clean.cell(name.label()),
                Clean.cell(name.commit()),
                Clean.cell(name.time()),
                costRatio,
                p));
        return line;
    }

    private static List<Object> head(RowHistory row) {
        List<Object> head = CsvReport.key(row.key());
        head.add(Clean.cell(row.unit()));
        head.add(row.points().size());
        head.add(row.noise().isPresent() ? row.noise().getAsDouble() : "");
        head.add(row.verdict().label());
        return head;
    }

    private String label(int report) {
        return Clean.cell(history.names().get(report).label());
    }
}
