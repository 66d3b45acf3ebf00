package io.github.batchbench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** The words of one output file as a table. */
final class TopWordsTable {
    private static final String HEADER = "Word\tCount";
    private static final int MOST_WIDTH = 60;
    private static final int INDENT = 2;

    private TopWordsTable() {}

    private record Row(String word, String count) {}

    /** The table, or nothing if the text is not what the kit's task program writes. */
    static Optional<String> of(String output) {
        List<String> lines = output.lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            return Optional.empty();
        }
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("Word", "Count"));
        lines.stream().skip(2).takeWhile(line -> line.contains(":\t")).forEach(line -> {
            int colon = line.lastIndexOf(":\t");
            rows.add(new Row(line.substring(0, colon), line.substring(colon + 2)));
        });
        return Optional.of(table(rows));
    }

    private static String table(List<Row> rows) {
        int words = rows.stream().mapToInt(row -> row.word().length()).max().orElse(0);
        int counts = rows.stream().mapToInt(row -> row.count().length()).max().orElse(0);
        TextTable table = TextTable.forColumns(
                Help.defaultColorScheme(Help.Ansi.OFF),
                new Column(Math.min(words, MOST_WIDTH) + INDENT + 2, INDENT, Overflow.WRAP),
                new Column(counts + 2, 0, Overflow.SPAN));
        table.setAdjustLineBreaksForWideCJKCharacters(true);
        for (Row row : rows) {
            table.addRowValues(row.word(), " ".repeat(counts - row.count().length()) + row.count());
        }
        return table.toString();
    }
}
