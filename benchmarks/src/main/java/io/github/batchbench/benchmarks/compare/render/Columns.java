package io.github.batchbench.benchmarks.compare.render;

import io.github.batchbench.benchmarks.compare.Comparison;
import io.github.batchbench.benchmarks.compare.Comparison.Missing;
import io.github.batchbench.benchmarks.compare.RowComparison;
import io.github.batchbench.benchmarks.compare.RowComparison.Effect;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The table for people, as text, as Markdown and in the page. The side has a column if there are several, and the noise from
 * run to run if it was learned. Names are not yet cleaned.
 */
final class Columns {
    /**
     * A column.
     *
     * @param number true for one that is set to the right
     */
    record Column(String title, boolean number, Function<RowComparison, String> cell) {}

    private final Labels labels;
    private final boolean severalSides;
    private final List<Column> all;

    Columns(Comparison comparison) {
        this.labels = new Labels(comparison);
        this.severalSides = comparison.hasSeveralSides();
        this.all = Stream.of(
                        Stream.of(new Column("benchmark", false, this::name)),
                        optional(severalSides, new Column("side", false, RowComparison::side)),
                        Stream.of(
                                new Column(
                                        "mode", false, row -> row.key().mode().label()),
                                new Column(
                                        "base",
                                        true,
                                        row -> scale(row).score(row.base().score())),
                                new Column(
                                        "new",
                                        true,
                                        row -> scale(row).score(row.candidate().score())),
                                new Column("unit", false, row -> scale(row).unit()),
                                new Column("change", true, row -> Figures.change(row.change())),
                                new Column("interval", false, Columns::interval)),
                        optional(comparison.knowsRunNoise(), new Column("run to run", true, Columns::runNoise)),
                        Stream.of(
                                new Column("p", true, Columns::p),
                                new Column(
                                        "verdict", false, row -> row.verdict().label())))
                .flatMap(columns -> columns)
                .toList();
    }

    List<Column> all() {
        return all;
    }

    List<String> header() {
        return all.stream().map(Column::title).toList();
    }

    List<String> cells(RowComparison row) {
        return all.stream().map(column -> column.cell().apply(row)).toList();
    }

    /** The row's whole name, and its side if there are several. */
    String whole(RowComparison row) {
        return labels.whole(row.key()) + (severalSides ? " [" + row.side() + "]" : "");
    }

    String whole(Missing row) {
        return labels.whole(row.key()) + (severalSides ? " [" + row.side() + "]" : "");
    }

    private static Stream<Column> optional(boolean wanted, Column column) {
        return wanted ? Stream.of(column) : Stream.empty();
    }

    private String name(RowComparison row) {
        String details = row.key().details();
        return labels.benchmark(row.key()) + (details.isEmpty() ? "" : " (" + details + ")");
    }

    private static Scale scale(RowComparison row) {
        return Scale.of(row.unit(), row.base().score(), row.candidate().score());
    }

    private static String interval(RowComparison row) {
        return row.changeInterval().map(Figures::interval).orElse(Figures.NONE);
    }

    private static String runNoise(RowComparison row) {
        return row.runNoise().isPresent() ? Figures.percent(row.runNoise().getAsDouble()) : Figures.NONE;
    }

    private static String p(RowComparison row) {
        return row.effect().map(Effect::holm).map(Figures::p).orElse(Figures.NONE);
    }
}
