package io.github.batchbench.benchmarks.cli;

import io.github.batchbench.benchmarks.compare.Comparer;
import io.github.batchbench.benchmarks.compare.FactPair;
import io.github.batchbench.benchmarks.compare.RunNoise;
import io.github.batchbench.benchmarks.compare.Side;
import io.github.batchbench.benchmarks.history.History;
import io.github.batchbench.benchmarks.history.HistorySettings;
import io.github.batchbench.benchmarks.history.RunNoises;
import io.github.batchbench.benchmarks.report.Fact;
import io.github.batchbench.benchmarks.report.RowKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a history says of the noise of each row, and whether that holds where the base was measured.
 *
 * @param rows noise of each row that has enough reports
 * @param history that it was learned from
 * @param toBase differences between the newest report of the history and the base
 */
record LearnedNoise(Map<RowKey, RunNoise> rows, History history, List<FactPair> toBase) {
    static LearnedNoise of(List<Side> sides, Side base, Predicate<RowKey> wanted) {
        History history = History.of(HistorySettings.DEFAULT, sides, wanted);
        return new LearnedNoise(
                RunNoises.learn(history, sides),
                history,
                Comparer.environment(sides.get(sides.size() - 1), base, wanted));
    }

    /** Differences that make the noise another machine's, but for those that are allowed. */
    List<FactPair> refusals(Set<Fact> allowed) {
        return Stream.concat(history.refusals(allowed).stream(), toBase.stream())
                .filter(pair ->
                        pair.differs() && pair.severity() == Fact.Severity.REFUSE && !allowed.contains(pair.fact()))
                .distinct()
                .toList();
    }
}
