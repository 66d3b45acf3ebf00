package io.github.batchbench.benchmarks.compare;

import io.github.batchbench.benchmarks.report.Fact;
import io.github.batchbench.benchmarks.report.Fact.Severity;
import io.github.batchbench.benchmarks.report.RowKey;
import java.util.List;
import java.util.Set;

/**
 * One side or several, each compared with the first.
 *
 * @param settings that were used
 * @param labels of all sides in their order: the first is the base
 * @param candidates labels of those sides that were compared with the base
 * @param environment facts of base and candidates
 * @param rulers of base, then candidates
 * @param rows that base and a candidate have, in order of their keys, then of the candidates
 * @param onlyBase rows that a candidate lacks
 * @param onlyCandidate rows of a candidate that the base lacks
 * @param overall geometric mean of the primary metrics of each candidate, but for those of which no row has a ratio
 * @param trends over all sides; empty if there are only two
 * @param notes of the reader, each with its file
 */
public record Comparison(
        Settings settings,
        List<String> labels,
        List<String> candidates,
        List<FactPair> environment,
        List<RulerReading> rulers,
        List<RowComparison> rows,
        List<Missing> onlyBase,
        List<Missing> onlyCandidate,
        List<Overall> overall,
        List<Trend> trends,
        List<String> notes) {
    /** Copies the lists. */
    public Comparison {
        labels = List.copyOf(labels);
        candidates = List.copyOf(candidates);
        environment = List.copyOf(environment);
        rulers = List.copyOf(rulers);
        rows = List.copyOf(rows);
        onlyBase = List.copyOf(onlyBase);
        onlyCandidate = List.copyOf(onlyCandidate);
        overall = List.copyOf(overall);
        trends = List.copyOf(trends);
        notes = List.copyOf(notes);
    }

    /**
     * A row that the base or a candidate lacks.
     *
     * @param key of the row
     * @param side label of the candidate that lacks it, or alone has it
     */
    public record Missing(RowKey key, String side) {}

    /** True if more than one side was compared with the base, so that a row's side must be said. */
    public boolean hasSeveralSides() {
        return candidates.size() > 1;
    }

    /** True if the noise from run to run was learned from a history. */
    public boolean knowsRunNoise() {
        return rows.stream().anyMatch(row -> row.runNoise().isPresent());
    }

    /** How many rows of that side have that verdict. */
    public long count(Verdict verdict, String side) {
        return rows.stream()
                .filter(row -> row.verdict() == verdict && row.side().equals(side))
                .count();
    }

    /** Differences that make the numbers incomparable, but for those that are allowed. */
    public List<FactPair> refusals(Set<Fact> allowed) {
        return environment.stream()
                .filter(pair -> pair.differs() && pair.severity() == Severity.REFUSE)
                .filter(pair -> !allowed.contains(pair.fact()))
                .toList();
    }

    /** How many rows have that verdict. */
    public long count(Verdict verdict) {
        return rows.stream().filter(row -> row.verdict() == verdict).count();
    }

    /** Rows that one side lacks. */
    public int missing() {
        return onlyBase.size() + onlyCandidate.size();
    }
}
