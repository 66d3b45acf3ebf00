package io.github.batchbench.benchmarks.compare.render;

import io.github.batchbench.benchmarks.compare.Comparison;
import io.github.batchbench.benchmarks.compare.Comparison.Missing;
import io.github.batchbench.benchmarks.compare.FactPair;
import io.github.batchbench.benchmarks.compare.RowComparison;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * GitHub's Markdown, for a pull request: what has changed first, everything else folded away, and no longer than a comment may
 * be.
 */
final class MarkdownReport {
    /** Of the 65,536 characters that GitHub takes, what may go to each of two tables and three lists. */
    private static final int LONGEST_PART = 12_000;

    private MarkdownReport() {}

    static void write(Outcome outcome, Appendable out) throws IOException {
        Comparison comparison = outcome.comparison();
        Columns columns = new Columns(comparison);
        out.append("**%s** %s.\n\n".formatted(Prose.gate(outcome), Prose.counts(comparison)));
        if (!outcome.link().isEmpty()) {
            out.append("[The page with all charts](")
                    .append(target(outcome.link()))
                    .append(")\n\n");
        }
        bullets(out, Prose.warnings(outcome));
        Map<Boolean, List<RowComparison>> byChange = comparison.rows().stream()
                .collect(Collectors.partitioningBy(row -> row.verdict().isChange()));
        List<RowComparison> changed = byChange.getOrDefault(true, List.of());
        List<RowComparison> others = byChange.getOrDefault(false, List.of());
        if (!changed.isEmpty()) {
            table(out, changed, columns);
        }
        for (String sentence : Prose.overall(comparison)) {
            out.append(Clean.markdown(sentence)).append("\n\n");
        }
        if (!others.isEmpty()) {
            String title =
                    "%d %s not shown to have changed".formatted(others.size(), others.size() == 1 ? "row" : "rows");
            out.append("<details><summary>").append(title).append("</summary>\n\n");
            table(out, others, columns);
            list(
                    out,
                    "Inconclusive",
                    others.stream()
                            .filter(row -> row.reason().isPresent())
                            .map(row -> columns.whole(row) + ": " + Prose.note(row))
                            .toList());
            out.append("</details>\n\n");
        }
        list(out, "Only in the base", names(comparison.onlyBase(), columns));
        list(out, "Only in the new", names(comparison.onlyCandidate(), columns));
        out.append(Prose.method(comparison)).append("\n\n");
        environment(comparison.environment(), out);
    }

    private static List<String> names(List<Missing> missing, Columns columns) {
        return missing.stream().map(columns::whole).toList();
    }

    private static void table(Appendable out, List<RowComparison> rows, Columns columns) throws IOException {
        out.append(line(columns.header()));
        out.append(line(columns.all().stream()
                .map(column -> column.number() ? "---:" : "---")
                .toList()));
        List<String> lines = rows.stream()
                .map(row ->
                        line(columns.cells(row).stream().map(Clean::markdown).toList()))
                .toList();
        some(out, lines);
        out.append('\n');
    }

    private static void list(Appendable out, String title, List<String> items) throws IOException {
        if (!items.isEmpty()) {
            out.append(title).append(":\n\n");
            bullets(out, items);
        }
    }

    private static void bullets(Appendable out, List<String> items) throws IOException {
        some(out, items.stream().map(item -> "- " + Clean.markdown(item) + "\n").toList());
        out.append(items.isEmpty() ? "" : "\n");
    }

    /** As many lines as a comment has room for, and how many there are besides. */
    private static void some(Appendable out, List<String> lines) throws IOException {
        int length = 0;
        for (int i = 0; i < lines.size(); i++) {
            length += lines.get(i).length();
            if (length > LONGEST_PART) {
                out.append("\nand %,d more, which the page and the other formats have.\n".formatted(lines.size() - i));
                return;
            }
            out.append(lines.get(i));
        }
    }

    private static void environment(List<FactPair> pairs, Appendable out) throws IOException {
        if (pairs.isEmpty()) {
            return;
        }
        out.append("<details><summary>Environment</summary>\n\n");
        out.append("| | base | new |\n| --- | --- | --- |\n");
        for (FactPair pair : pairs) {
            out.append(line(List.of(
                    Clean.markdown(Prose.title(pair)),
                    Clean.markdown(Prose.value(pair.base())),
                    Clean.markdown(Prose.value(pair.candidate())))));
        }
        out.append("\n</details>\n");
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** An address inside the parentheses of a link. */
    static String target(String address) {
        return Clean.line(address)
                .replace(" ", "%20")
                .replace("(", "%28")
                .replace(")", "%29")
                .replace("<", "%3C")
                .replace(">", "%3E");
    }
}
