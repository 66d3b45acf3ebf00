package io.github.batchbench.benchmarks.compare.render;

import io.github.batchbench.benchmarks.compare.Comparison;
import io.github.batchbench.benchmarks.compare.RowComparison;
import io.github.batchbench.benchmarks.report.RowKey;
import java.io.IOException;
import java.util.List;

/** A table for a terminal, without colours, so that a file holds the same bytes. */
final class TextReport {
    private TextReport() {}

    static void write(Outcome outcome, Appendable out) throws IOException {
        Comparison comparison = outcome.comparison();
        Columns columns = new Columns(comparison);
        out.append("%s -> %s\n"
                .formatted(
                        Clean.line(comparison.labels().get(0)),
                        Clean.line(comparison.labels().get(comparison.labels().size() - 1))));
        for (String warning : Prose.warnings(outcome)) {
            out.append("! ").append(Clean.line(warning)).append('\n');
        }
        out.append('\n').append(table(comparison, columns)).append('\n');
        for (RowComparison row : comparison.rows()) {
            if (row.reason().isPresent()) {
                out.append("inconclusive: %s: %s\n"
                        .formatted(Clean.line(columns.labels().whole(row.key())), Prose.note(row)));
            }
        }
        missing(out, "only in the base", comparison.onlyBase(), columns.labels());
        missing(out, "only in the new", comparison.onlyCandidate(), columns.labels());
        out.append(Prose.overall(comparison)).append('\n');
        out.append(Prose.method(comparison)).append('\n');
        out.append(Prose.counts(comparison))
                .append(". ")
                .append(Prose.gate(outcome))
                .append('\n');
    }

    private static void missing(Appendable out, String where, List<RowKey> keys, Labels labels) throws IOException {
        for (RowKey key : keys) {
            out.append("%s: %s\n".formatted(where, Clean.line(labels.whole(key))));
        }
    }

    private static String table(Comparison comparison, Columns columns) {
        return TextColumns.table(
                Columns.HEADER, comparison.rows().stream().map(columns::cells).toList());
    }
}
