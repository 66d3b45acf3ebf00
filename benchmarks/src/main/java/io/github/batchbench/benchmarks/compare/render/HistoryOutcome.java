package io.github.batchbench.benchmarks.compare.render;

import io.github.batchbench.benchmarks.compare.FactPair;
import io.github.batchbench.benchmarks.history.History;
import io.github.batchbench.benchmarks.history.HistoryVerdict;
import io.github.batchbench.benchmarks.history.RowHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What there is to show of a history.
 *
 * @param history of reports that are comparable, or were allowed to be
 * @param failOn what fails the gate; nothing for a gate that is always open
 * @param allowed differences of environment that would have been refused
 * @param link address of the page, for summaries; empty if there is none
 */
public record HistoryOutcome(History history, Set<Condition> failOn, List<FactPair> allowed, String link) {
    /** A reason to fail. */
    public enum Condition {
        /** A row got worse recently. */
        REGRESSED,
        /** A row's newest report is out of line, for worse. */
        NEWEST,
        /** A row has too few reports. */
        UNKNOWN;

        /** For people and files: in lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the collections. */
    public HistoryOutcome {
        failOn = Set.copyOf(failOn);
        allowed = List.copyOf(allowed);
    }

    /** A line for each condition that is met, in the order of {@link Condition}; empty if the gate passes. */
    public List<String> failures() {
        List<String> failures = new ArrayList<>();
        for (Condition condition : Condition.values()) {
            long rows = history.rows().stream()
                    .filter(row -> failOn.contains(condition) && meets(row, condition))
                    .count();
            if (rows > 0) {
                failures.add(rows + (rows == 1 ? " row " : " rows ") + words(condition));
            }
        }
        return failures;
    }

    private static boolean meets(RowHistory row, Condition condition) {
        return switch (condition) {
            case REGRESSED -> row.verdict() == HistoryVerdict.REGRESSED;
            case NEWEST -> row.newest().filter(newest -> newest.costRatio() > 1).isPresent();
            case UNKNOWN -> row.verdict() == HistoryVerdict.UNKNOWN;
        };
    }

    private static String words(Condition condition) {
        return condition == Condition.NEWEST ? "out of line in the newest report" : condition.label();
    }
}
