package io.github.batchbench.benchmarks.history;

import io.github.batchbench.benchmarks.compare.Comparer;
import io.github.batchbench.benchmarks.compare.FactPair;
import io.github.batchbench.benchmarks.compare.IncomparableException;
import io.github.batchbench.benchmarks.compare.Side;
import io.github.batchbench.benchmarks.report.Fact;
import io.github.batchbench.benchmarks.report.Report;
import io.github.batchbench.benchmarks.report.RowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Many reports in the order in which they were made, and what became of each row.
 *
 * @param settings that were used
 * @param names of the reports
 * @param environments differences between one report and the next that mean something
 * @param rows of all reports, in order of their keys
 * @param notes of the reader, each with its file
 */
public record History(
        HistorySettings settings,
        List<Name> names,
        List<EnvironmentChange> environments,
        List<RowHistory> rows,
        List<String> notes) {
    /** Copies the lists. */
    public History {
        names = List.copyOf(names);
        environments = List.copyOf(environments);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /**
     * What a report goes by.
     *
     * @param label of its side
     * @param commit that was measured; empty if not recorded
     * @param time of the run; empty if not recorded
     */
    public record Name(String label, String commit, String time) {
        private static Name of(Side side) {
            return new Name(side.label(), fact(side, Fact.COMMIT), fact(side, Fact.TIME));
        }

        private static String fact(Side side, Fact fact) {
            Report first = side.reports().get(0);
            return first.environment().getOrDefault(fact, "");
        }
    }

    /**
     * A difference of environment.
     *
     * @param report index of the first report of the new environment
     * @param pair what differs
     */
    public record EnvironmentChange(int report, FactPair pair) {}

    /**
     * Looks at all rows, on all processors.
     *
     * @param sides in their order in time
     * @throws IncomparableException if no row is wanted
     */
    public static History of(HistorySettings settings, List<Side> sides, Predicate<RowKey> wanted) {
        List<Series> series = Series.of(sides, wanted);
        if (series.isEmpty()) {
            throw new IncomparableException("the reports have no row with data: there is no history to look at");
        }
        Historian historian = new Historian(settings, sides.size(), series.size());
        return new History(
                settings,
                sides.stream().map(Name::of).toList(),
                environments(sides, wanted),
                series.parallelStream().map(historian::examine).toList(),
                sides.stream()
                        .flatMap(side -> side.reports().stream())
                        .flatMap(report -> report.notes().stream().map(note -> report.source() + ": " + note))
                        .toList());
    }

    private static List<EnvironmentChange> environments(List<Side> sides, Predicate<RowKey> wanted) {
        List<EnvironmentChange> changes = new ArrayList<>();
        for (int i = 1; i < sides.size(); i++) {
            int report = i;
            Comparer.environment(sides.get(i - 1), sides.get(i), wanted).stream()
                    .filter(pair -> pair.differs() && pair.severity() != Fact.Severity.NOTE)
                    .forEach(pair -> changes.add(new EnvironmentChange(report, pair)));
        }
        return changes;
    }

    /** Differences that make the numbers incomparable, but for those that are allowed. */
    public List<FactPair> refusals(Set<Fact> allowed) {
        return environments.stream()
                .map(EnvironmentChange::pair)
                .filter(pair -> pair.severity() == Fact.Severity.REFUSE && !allowed.contains(pair.fact()))
                .toList();
    }

    /** How many rows have that verdict. */
    public long count(HistoryVerdict verdict) {
        return rows.stream().filter(row -> row.verdict() == verdict).count();
    }

    /** True if a row has changed recently, or its newest report is out of line. */
    public boolean hasNews() {
        return rows.stream().anyMatch(RowHistory::isNews);
    }
}
