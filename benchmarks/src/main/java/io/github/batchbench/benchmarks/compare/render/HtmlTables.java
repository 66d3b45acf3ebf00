package io.github.batchbench.benchmarks.compare.render;

import io.github.batchbench.benchmarks.compare.Comparison;
import io.github.batchbench.benchmarks.compare.Comparison.Missing;
import io.github.batchbench.benchmarks.compare.FactPair;
import io.github.batchbench.benchmarks.compare.RowComparison;
import java.util.List;
import java.util.stream.Collectors;

/** The page's tables. At phone width every row becomes a card, whose cells show their column's name. */
final class HtmlTables {
    private final Comparison comparison;
    private final Columns columns;

    HtmlTables(Comparison comparison) {
        this.comparison = comparison;
        this.columns = new Columns(comparison);
    }

    String head() {
        return columns.header().stream()
                .map(name -> "<th scope=\"col\">" + name + "</th>")
                .collect(Collectors.joining());
    }

    String rows() {
        return comparison.rows().stream().map(this::row).collect(Collectors.joining("\n"));
    }

    private String row(RowComparison row) {
        List<String> cells = columns.cells(row);
        StringBuilder html = new StringBuilder("<tr><td><button type=\"button\" disabled title=\"")
                .append(Clean.html(row.key().toString()))
                .append("\">")
                .append(Clean.html(cells.get(0)))
                .append("</button></td>");
        for (int i = 1; i < cells.size(); i++) {
            String column = columns.all().get(i).title();
            String style = columns.all().get(i).number() ? " class=\"number\"" : "";
            String text = Clean.html(cells.get(i));
            if (column.equals("verdict")) {
                text = verdict(row);
            }
            html.append("<td%s data-label=\"%s\">%s</td>".formatted(style, column, text));
        }
        return html.append("</tr>").toString();
    }

    private static String verdict(RowComparison row) {
        String label = row.verdict().label();
        String note = Prose.note(row);
        return "<span class=\"verdict %s\">%s</span>%s"
                .formatted(label, label, note.isEmpty() ? "" : "<br>" + Clean.html(note));
    }

    String missing() {
        return list("Only in the base", comparison.onlyBase()) + list("Only in the new", comparison.onlyCandidate());
    }

    private String list(String title, List<Missing> missing) {
        return missing.isEmpty()
                ? ""
                : "<h3>" + title + "</h3>"
                        + list(missing.stream().map(columns::whole).toList());
    }

    static String list(List<String> items) {
        return items.isEmpty()
                ? ""
                : items.stream()
                        .map(item -> "<li>" + Clean.html(item) + "</li>")
                        .collect(Collectors.joining("", "<ul>", "</ul>"));
    }

    String environment() {
        if (comparison.environment().isEmpty()) {
            return "<p>The reports say nothing of their machines.</p>";
        }
        return comparison.environment().stream()
                .map(HtmlTables::fact)
                .collect(Collectors.joining(
                        "\n",
                        "<table><thead><tr><th scope=\"col\">fact</th><th scope=\"col\">base</th>"
                                + "<th scope=\"col\">new</th></tr></thead><tbody>\n",
                        "\n</tbody></table>"));
    }

    private static String fact(FactPair pair) {
        return "<tr%s><td>%s</td><td data-label=\"base\">%s</td><td data-label=\"new\">%s</td></tr>"
                .formatted(
                        pair.differs() ? " class=\"differs\"" : "",
                        Clean.html(Prose.title(pair)),
                        Clean.html(Prose.value(pair.base())),
                        Clean.html(Prose.value(pair.candidate())));
    }
}
