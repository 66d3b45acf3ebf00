package io.github.batchbench.benchmarks.compare.render;

import io.github.batchbench.benchmarks.compare.Comparison;
import io.github.batchbench.benchmarks.compare.FactPair;
import io.github.batchbench.benchmarks.compare.RowComparison;
import io.github.batchbench.benchmarks.report.RowKey;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** GitHub's Markdown. */
final class MarkdownReport {
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
        for (String warning : Prose.warnings(outcome)) {
            out.append("- ").append(Clean.markdown(warning)).append('\n');
        }
        out.append(Prose.warnings(outcome).isEmpty() ? "" : "\n");
        out.append(line(Columns.HEADER));
        out.append("| --- | --- | ---: | ---: | --- | ---: | --- | ---: | --- |\n");
        for (RowComparison row : comparison.rows()) {
            out.append(line(columns.cells(row).stream().map(Clean::markdown).toList()));
        }
        out.append('\n');
        list(
                out,
                "Inconclusive",
                comparison.rows().stream()
                        .filter(row -> row.reason().isPresent())
                        .map(row -> columns.labels().whole(row.key()) + ": " + Prose.note(row))
                        .toList());
        list(out, "Only in the base", names(comparison.onlyBase(), columns));
        list(out, "Only in the new", names(comparison.onlyCandidate(), columns));
        out.append(Prose.overall(comparison)).append("\n\n");
        out.append(Prose.method(comparison)).append("\n\n");
        environment(comparison.environment(), out);
    }

    private static List<String> names(List<RowKey> keys, Columns columns) {
        return keys.stream().map(columns.labels()::whole).toList();
    }

    private static void list(Appendable out, String title, List<String> items) throws IOException {
        if (!items.isEmpty()) {
            out.append(title).append(":\n\n");
            for (String item : items) {
                out.append("- ").append(Clean.markdown(item)).append('\n');
            }
            out.append('\n');
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
                    pair.fact().title(),
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
