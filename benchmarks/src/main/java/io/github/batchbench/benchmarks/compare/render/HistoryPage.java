package io.github.batchbench.benchmarks.compare.render;

import io.github.batchbench.benchmarks.history.History;
import io.github.batchbench.benchmarks.history.RowHistory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A history as a page: the table with its findings, complete without scripts, and a chart of the row that is chosen. */
final class HistoryPage {
    private static final Set<String> NUMBERS = Set.of("reports", "newest", "noise");

    private HistoryPage() {}

    static void write(HistoryOutcome outcome, Appendable out) throws IOException {
        History history = outcome.history();
        HistoryProse prose = new HistoryProse(history);
        String head = HistoryProse.HEADER.stream()
                .map(name -> "<th scope=\"col\">" + name + "</th>")
                .collect(Collectors.joining());
        Map<String, String> parts = Map.of(
                "title", Clean.html(prose.title()),
                "gate", Clean.html(HistoryProse.gate(outcome)),
                "gateClass", gateClass(outcome),
                "counts", Clean.html(prose.counts()),
                "method", Clean.html(prose.method()),
                "warnings", HtmlTables.list(prose.warnings()),
                "head", head,
                "rows", history.rows().stream().map(row -> row(row, prose)).collect(Collectors.joining("\n")));
        HtmlPage.write("history.html", "history.js", parts, JsonReport.compact(HistoryJson.tree(outcome)), out);
    }

    private static String gateClass(HistoryOutcome outcome) {
        if (outcome.failOn().isEmpty()) {
            return "open";
        }
        return outcome.failures().isEmpty() ? "passed" : "failed";
    }

    private static String row(RowHistory row, HistoryProse prose) {
        List<String> cells = prose.cells(row);
        StringBuilder html = new StringBuilder("<tr><td><button type=\"button\" disabled>")
                .append(Clean.html(cells.get(0)))
                .append("</button>")
                .append(HtmlTables.list(prose.findings(row)))
                .append("</td>");
        for (int i = 1; i < cells.size(); i++) {
            String column = HistoryProse.HEADER.get(i);
            String style = NUMBERS.contains(column) ? " class=\"number\"" : "";
            String text = Clean.html(cells.get(i));
            if (column.equals("verdict")) {
                text = "<span class=\"verdict %s\">%s</span>".formatted(text, text);
            }
            html.append("<td%s data-label=\"%s\">%s</td>".formatted(style, column, text));
        }
        return html.append("</tr>").toString();
    }
}
