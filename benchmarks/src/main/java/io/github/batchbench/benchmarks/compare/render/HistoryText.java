package io.github.batchbench.benchmarks.compare.render;

import io.github.batchbench.benchmarks.history.History;
import io.github.batchbench.benchmarks.history.RowHistory;
import java.io.IOException;

/** A history for a terminal. */
final class HistoryText {
    private HistoryText() {}

    static void write(HistoryOutcome outcome, Appendable out) throws IOException {
        History history = outcome.history();
        HistoryProse prose = new HistoryProse(history);
        out.append(Clean.line(prose.title())).append('\n');
        for (String warning : prose.warnings()) {
            out.append("! ").append(Clean.line(warning)).append('\n');
        }
        out.append('\n')
                .append(TextColumns.table(
                        HistoryProse.HEADER,
                        history.rows().stream().map(prose::cells).toList()))
                .append('\n');
        for (RowHistory row : history.rows()) {
            for (String finding : prose.findings(row)) {
                out.append(Clean.line(finding)).append('\n');
            }
        }
        out.append(prose.method()).append('\n');
        out.append(prose.counts())
                .append(". ")
                .append(HistoryProse.gate(outcome))
                .append('\n');
    }
}
