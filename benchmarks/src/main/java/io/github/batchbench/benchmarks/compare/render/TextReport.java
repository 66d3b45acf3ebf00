package io.github.batchbench.benchmarks.compare.render;

import io.github.batchbench.benchmarks.compare.Comparison;
import io.github.batchbench.benchmarks.compare.Comparison.Missing;
import io.github.batchbench.benchmarks.compare.RowComparison;
import java.io.IOException;
import java.util.List;

/** A table for a terminal, without colours, so that a file holds the same bytes. */
final class TextReport {
    private TextReport() {}

    static void write(Outcome outcome, Appendable out) throws IOException {
        Comparison comparison = outcome.comparison();
        Columns columns = new Columns(comparison);
        out.append(Clean.line(Prose.title(comparison, "->"))).append('\n');
        for (String warning : Prose.warnings(outcome)) {
            out.append("! ").append(Clean.line(warning)).append('\n');
        }
        out.append('\n').append(table(comparison, columns)).append('\n');
        for (RowComparison row : comparison.rows()) {
            if (row.reason().isPresent()) {
                out.append("inconclusive: %s: %s\n".formatted(Clean.line(columns.whole(row)), Prose.note(row)));
            }
        }
        missing(out, "only in the base", comparison.onlyBase(), columns);
        missing(out, "only in the new", comparison.onlyCandidate(), columns);
        for (String sentence : Prose.overall(comparison)) {
            out.append(Clean.line(sentence)).append('\n');
        }
        out.append(Prose.method(comparison)).append('\n');
        out.append(Prose.counts(comparison))
                .append(". ")
                .append(Prose.gate(outcome))
                .append('\n');
    }

    private static void missing(Appendable out, String where, List<Missing> rows, Columns columns) throws IOException {
        for (Missing row : rows) {
            out.append("%s: %s\n".formatted(where, Clean.line(columns.whole(row))));
        }
    }

    private static String table(Comparison comparison, Columns columns) {
        return TextColumns.table(
                columns.header(), comparison.rows().stream().map(columns::cells).toList());
    }
}
