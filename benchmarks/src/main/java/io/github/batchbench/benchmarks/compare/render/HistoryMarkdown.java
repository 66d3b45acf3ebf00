package io.github.batchbench.benchmarks.compare.render;

import io.github.batchbench.benchmarks.history.History;
import io.github.batchbench.benchmarks.history.RowHistory;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** A summary for a pull request: what is new first, everything else folded away. */
final class HistoryMarkdown {
    private HistoryMarkdown() {}

    static void write(HistoryOutcome outcome, Appendable out) throws IOException {
        History history = outcome.history();
        HistoryProse prose = new HistoryProse(history);
        out.append("**%s** %s.\n\n".formatted(HistoryProse.gate(outcome), prose.counts()));
        findings(history.rows().stream().filter(RowHistory::isNews).toList(), prose, out);
        if (!outcome.link().isEmpty()) {
            out.append("[The page with all charts](")
                    .append(MarkdownReport.target(outcome.link()))
                    .append(")\n\n");
        }
        for (String warning : prose.warnings()) {
            out.append("- ").append(Clean.markdown(warning)).append('\n');
        }
        out.append(prose.warnings().isEmpty() ? "" : "\n");
        out.append("<details><summary>%s</summary>\n\n".formatted(Clean.html(prose.title())));
        out.append(line(HistoryProse.HEADER));
        out.append("| --- | --- | ---: | ---: | --- | ---: | --- | --- |\n");
        for (RowHistory row : history.rows()) {
            out.append(line(prose.cells(row).stream().map(Clean::markdown).toList()));
        }
        out.append('\n');
        findings(history.rows().stream().filter(row -> !row.isNews()).toList(), prose, out);
        out.append(prose.method()).append("\n\n</details>\n");
    }

    private static void findings(List<RowHistory> rows, HistoryProse prose, Appendable out) throws IOException {
        String findings = rows.stream()
                .flatMap(row -> prose.findings(row).stream())
                .map(finding -> "- " + Clean.markdown(finding) + "\n")
                .collect(Collectors.joining());
        out.append(findings).append(findings.isEmpty() ? "" : "\n");
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
