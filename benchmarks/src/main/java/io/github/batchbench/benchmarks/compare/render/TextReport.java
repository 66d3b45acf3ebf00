package io.github.batchbench.benchmarks.compare.render;

import io.github.batchbench.benchmarks.compare.Comparison;
import io.github.batchbench.benchmarks.compare.RowComparison;
import io.github.batchbench.benchmarks.report.RowKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** A table for a terminal, without colours, so that a file holds the same bytes. */
final class TextReport {
    private static final int WIDEST_NAME = 72;

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
        List<List<String>> rows = new ArrayList<>();
        rows.add(Columns.HEADER);
        for (RowComparison row : comparison.rows()) {
            rows.add(columns.cells(row).stream().map(Clean::line).toList());
        }
        TextTable table = TextTable.forColumns(Help.defaultColorScheme(Ansi.OFF), widths(rows));
        table.setAdjustLineBreaksForWideCJKCharacters(true);
        for (List<String> row : rows) {
            // Ansi.OFF.text would read picocli's own markup in a name.
            table.addRowValues(row.stream()
                    .map(cell -> Ansi.OFF.new Text(cell.replace("@|", "@ |")))
                    .toArray(Ansi.Text[]::new));
        }
        return table.toString().replace(System.lineSeparator(), "\n");
    }

    private static Column[] widths(List<List<String>> rows) {
        Column[] columns = new Column[Columns.HEADER.size()];
        for (int i = 0; i < columns.length; i++) {
            int column = i;
            int longest = rows.stream()
                    .mapToInt(row -> row.get(column).length())
                    .max()
                    .orElse(0);
            columns[i] = new Column(Math.min(longest, WIDEST_NAME) + (i == 0 ? 0 : 2), i == 0 ? 0 : 2, Overflow.WRAP);
        }
        return columns;
    }
}
