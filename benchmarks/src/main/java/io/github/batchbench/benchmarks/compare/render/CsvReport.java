package io.github.batchbench.benchmarks.compare.render;

import io.github.batchbench.benchmarks.compare.Comparison.Missing;
import io.github.batchbench.benchmarks.compare.Interval;
import io.github.batchbench.benchmarks.compare.RowComparison;
import io.github.batchbench.benchmarks.compare.RowComparison.Reason;
import io.github.batchbench.benchmarks.report.RowKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * RFC 4180 with a header. Numbers are in full; one that is not known is an empty cell. A text that a spreadsheet would
 * take for a formula is led by an apostrophe.
 */
final class CsvReport {
    /** The columns of {@link #key}. */
    private static final List<String> KEY = List.of("benchmark", "mode", "params", "threads", "batch", "metric");

    private static final List<String> HEADER = columns(
            "unit",
            "base",
            "new",
            "base_forks",
            "new_forks",
            "change",
            "change_low",
            "change_high",
            "p_means",
            "p_holm",
            "p_mann_whitney",
            "verdict",
            "reason",
            "smallest_effect",
            "forks_needed",
            "run_noise",
            "side");

    private CsvReport() {}

    static void write(Outcome outcome, Appendable out) throws IOException {
        CSVPrinter printer = begin(HEADER, out);
        for (RowComparison row : outcome.comparison().rows()) {
            printer.printRecord(cells(row));
        }
        for (Missing row : outcome.comparison().onlyBase()) {
            printer.printRecord(missing(row, "missing in new"));
        }
        for (Missing row : outcome.comparison().onlyCandidate()) {
            printer.printRecord(missing(row, "missing in base"));
        }
    }

    /** What names a row, and these columns after it. */
    static List<String> columns(String... more) {
        return Stream.concat(KEY.stream(), Stream.of(more)).toList();
    }

    /** Writes the header; the lines follow. */
    static CSVPrinter begin(List<String> header, Appendable out) throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();
        CSVPrinter printer = new CSVPrinter(out, format);
        printer.printRecord(header);
        return printer;
    }

    private static List<Object> cells(RowComparison row) {
        List<Object> cells = key(row.key());
        cells.add(Clean.cell(row.unit()));
        cells.add(number(row.base().score()));
        cells.add(number(row.candidate().score()));
        cells.add(row.base().forks().size());
        cells.add(row.candidate().forks().size());
        cells.add(number(row.change()));
        Optional<Interval> interval = row.changeInterval();
        cells.add(interval.map(i -> number(i.low())).orElse(""));
        cells.add(interval.map(i -> number(i.high())).orElse(""));
        cells.add(row.effect().map(e -> number(e.means())).orElse(""));
        cells.add(row.effect().map(e -> number(e.holm())).orElse(""));
        cells.add(row.effect().map(e -> number(e.mannWhitney())).orElse(""));
        cells.add(row.verdict().label());
        cells.add(row.reason().map(Reason::label).orElse(""));
        cells.add(number(row.smallestEffect()));
        cells.add(row.forksNeeded().isPresent() ? row.forksNeeded().getAsInt() : "");
        cells.add(number(row.runNoise()));
        cells.add(Clean.cell(row.side()));
        return cells;
    }

    private static List<Object> missing(Missing row, String verdict) {
        List<Object> cells = key(row.key());
        while (cells.size() < HEADER.size() - 1) {
            cells.add(cells.size() == HEADER.indexOf("verdict") ? verdict : "");
        }
        cells.add(Clean.cell(row.side()));
        return cells;
    }

    /** What makes a row the same measurement; can be added to. */
    static List<Object> key(RowKey key) {
        String params = key.params().isEmpty() ? "" : key.params().toString();
        return new ArrayList<>(List.of(
                Clean.cell(key.benchmark()),
                key.mode().label(),
                Clean.cell(params),
                key.threads(),
                key.batch(),
                Clean.cell(key.metric())));
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }
}
