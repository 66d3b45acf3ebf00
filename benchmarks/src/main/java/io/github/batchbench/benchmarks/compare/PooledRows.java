package io.github.batchbench.benchmarks.compare;

import io.github.batchbench.benchmarks.report.Direction;
import io.github.batchbench.benchmarks.report.Fork;
import io.github.batchbench.benchmarks.report.Report;
import io.github.batchbench.benchmarks.report.Row;
import io.github.batchbench.benchmarks.report.RowKey;
import io.github.batchbench.benchmarks.report.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The rows of a side by key, with the forks of all its reports in the unit of the first. */
final class PooledRows {
    /**
     * The rows of one key.
     *
     * @param unit of the forks
     * @param direction which way is worse
     * @param forks of all reports
     * @param rows as they were read, for their facts
     */
    record Entry(Unit unit, Direction direction, List<Fork> forks, List<Row> rows) {
        Entry {
            forks = List.copyOf(forks);
            rows = List.copyOf(rows);
        }
    }

    private PooledRows() {}

    static SortedMap<RowKey, Entry> of(Side side, Predicate<RowKey> wanted) {
        SortedMap<RowKey, List<Row>> rows = new TreeMap<>();
        for (Report report : side.reports()) {
            for (Row row : report.rows()) {
                if (wanted.test(row.key())) {
                    rows.computeIfAbsent(row.key(), key -> new ArrayList<>()).add(row);
                }
            }
        }
        SortedMap<RowKey, Entry> entries = new TreeMap<>();
        rows.forEach((key, same) -> entries.put(key, entry(same)));
        return entries;
    }

    private static Entry entry(List<Row> rows) {
        Unit unit = rows.get(0).unit();
        List<Fork> forks = rows.stream()
                .flatMap(row -> inUnit(row.forks(), row.unit(), unit).stream())
                .toList();
        return new Entry(unit, rows.get(0).direction(), forks, rows);
    }

    /** The forks of an entry in another unit of the same dimension. */
    static List<Fork> inUnit(Entry entry, Unit unit) {
        return inUnit(entry.forks(), entry.unit(), unit);
    }

    private static List<Fork> inUnit(List<Fork> forks, Unit from, Unit to) {
        double factor = from.factor() / to.factor();
        return factor == 1
                ? forks
                : forks.stream().map(fork -> fork.times(factor)).toList();
    }
}
