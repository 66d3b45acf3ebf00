package io.github.batchbench.benchmarks.compare.render;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** Cells under a header, as wide as they need, for a terminal. */
final class TextColumns {
    private static final int WIDEST = 72;

    private TextColumns() {}

    /** Cleans the cells. The lines end with a line feed everywhere. */
    static String table(List<String> header, List<List<String>> cells) {
        List<List<String>> rows = new ArrayList<>(List.of(header));
        cells.forEach(row -> rows.add(row.stream().map(Clean::line).toList()));
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
        Column[] columns = new Column[rows.get(0).size()];
        for (int i = 0; i < columns.length; i++) {
            int column = i;
            int longest = rows.stream()
                    .mapToInt(row -> row.get(column).length())
                    .max()
                    .orElse(0);
            columns[i] = new Column(Math.min(longest, WIDEST) + (i == 0 ? 0 : 2), i == 0 ? 0 : 2, Overflow.WRAP);
        }
        return columns;
    }
}
