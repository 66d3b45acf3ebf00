package io.github.batchbench.benchmarks.compare;

import io.github.batchbench.benchmarks.compare.Comparison.Missing;
import io.github.batchbench.benchmarks.report.Fork;
import io.github.batchbench.benchmarks.report.RowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * The base and one side that is compared with it, before any statistics.
 *
 * @param base the old side
 * @param candidate the new side
 * @param measurements rows that both have, in order of their keys
 * @param onlyBase rows that the candidate lacks
 * @param onlyCandidate rows that the base lacks
 * @param environment facts of both
 */
record SidePair(
        Side base,
        Side candidate,
        List<Measurement> measurements,
        List<Missing> onlyBase,
        List<Missing> onlyCandidate,
        List<FactPair> environment) {
    /** Throws IncomparableException if they have no row in common. */
    static SidePair of(Side base, Side candidate, Predicate<RowKey> wanted, Map<RowKey, RunNoise> runNoise) {
        SortedMap<RowKey, PooledRows.Entry> baseRows = PooledRows.of(base, wanted);
        SortedMap<RowKey, PooledRows.Entry> candidateRows = PooledRows.of(candidate, wanted);
        List<Measurement> measurements = new ArrayList<>();
        baseRows.forEach((key, entry) -> {
            PooledRows.Entry other = candidateRows.get(key);
            if (other != null) {
                measurements.add(new Measurement(
                        key,
                        entry.unit(),
                        entry.direction(),
                        entry.forks(),
                        PooledRows.inUnit(other, entry.unit()),
                        Optional.ofNullable(runNoise.get(key))));
            }
        });
        if (measurements.isEmpty()) {
            throw new IncomparableException(
                    "no row of %s is in %s: benchmark, mode, parameters, threads and unit must agree%s"
                            .formatted(
                                    base.label(),
                                    candidate.label(),
                                    nearest(baseRows.keySet(), candidateRows.keySet())));
        }
        return new SidePair(
                base,
                candidate,
                measurements,
                missing(baseRows, candidateRows, candidate),
                missing(candidateRows, baseRows, candidate),
                EnvironmentCheck.compare(base, candidate, baseRows, candidateRows));
    }

    /** Two rows of one name, for the reader to see in what they differ. */
    private static String nearest(Set<RowKey> ofBase, Set<RowKey> ofCandidate) {
        for (RowKey one : ofBase) {
            for (RowKey other : ofCandidate) {
                if (one.benchmark().equals(other.benchmark()) && one.metric().equals(other.metric())) {
                    return "; the one has %s [%s], the other %s [%s]"
                            .formatted(one, one.dimension(), other, other.dimension());
                }
            }
        }
        return "; no benchmark of the one has a name that is in the other";
    }

    private static List<Missing> missing(
            SortedMap<RowKey, PooledRows.Entry> from, SortedMap<RowKey, PooledRows.Entry> other, Side candidate) {
        return from.keySet().stream()
                .filter(key -> !other.containsKey(key))
                .map(key -> new Missing(key, candidate.label()))
                .toList();
    }

    /** Who examines the rows. Throws IncomparableException if a ruler is asked for that the reports lack. */
    Statistician statistician(Settings settings) {
        if (!settings.ruler()) {
            return new Statistician(settings, List.of(), List.of());
        }
        List<Fork> baseRuler = base.ruler();
        List<Fork> candidateRuler = candidate.ruler();
        if (baseRuler.size() < 2 || candidateRuler.size() < 2) {
            throw new IncomparableException(
                    "the ruler cannot be divided out: only reports made by this tool's `run` have one");
        }
        return new Statistician(settings, baseRuler, candidateRuler);
    }
}
