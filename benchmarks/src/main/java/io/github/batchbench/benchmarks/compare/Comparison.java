package io.github.batchbench.benchmarks.compare;

import io.github.batchbench.benchmarks.report.Fact;
import io.github.batchbench.benchmarks.report.Fact.Severity;
import io.github.batchbench.benchmarks.report.RowKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Two sides, compared.
 *
 * @param settings that were used
 * @param labels of all sides in their order: the first is the base, the last the candidate
 * @param environment facts of base and candidate
 * @param rulers of base, then candidate
 * @param rows that both have, in order of their keys
 * @param onlyBase rows that the candidate lacks
 * @param onlyCandidate rows that the base lacks
 * @param overall geometric mean of the primary metrics; empty if no row has a ratio
 * @param trends over all sides; empty if there are only two
 * @param notes of the reader, each with its file
 */
public record Comparison(
        Settings settings,
        List<String> labels,
        List<FactPair> environment,
        List<RulerReading> rulers,
        List<RowComparison> rows,
        List<RowKey> onlyBase,
        List<RowKey> onlyCandidate,
        Optional<Overall> overall,
        List<Trend> trends,
        List<String> notes) {
    /** Copies the lists. */
    public Comparison {
        labels = List.copyOf(labels);
        environment = List.copyOf(environment);
        rulers = List.copyOf(rulers);
        rows = List.copyOf(rows);
        onlyBase = List.copyOf(onlyBase);
        onlyCandidate = List.copyOf(onlyCandidate);
        trends = List.copyOf(trends);
        notes = List.copyOf(notes);
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
