package io.github.batchbench.benchmarks.compare;

import io.github.batchbench.benchmarks.report.Fork;
import io.github.batchbench.benchmarks.report.RowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * Proves that a gate can fail: compares a report with copies of itself in which one row is worse.
 *
 * @param passesUnchanged the unchanged copy is not called regressed anywhere
 * @param caught rows whose worse copy is called regressed
 * @param blind rows whose worse copy is not, as they were then judged
 */
public record SelfTest(boolean passesUnchanged, List<RowKey> caught, List<RowComparison> blind) {
    /** Copies the lists. */
    public SelfTest {
        caught = List.copyOf(caught);
        blind = List.copyOf(blind);
    }

    /** True if every row's regression would be seen, and only that. */
    public boolean holds() {
        return passesUnchanged && blind.isEmpty();
    }

    /**
     * Tries every row alone.
     *
     * @param shift by how much the cost grows, as a fraction
     * @throws IncomparableException if no row is wanted
     */
    public static SelfTest run(Settings settings, Predicate<RowKey> wanted, Side side, double shift) {
        SortedMap<RowKey, PooledRows.Entry> pool = PooledRows.of(side, wanted);
        if (pool.isEmpty()) {
            throw new IncomparableException("no row of " + side.label() + " is wanted: nothing to test");
        }
        Statistician statistician = new Statistician(settings, List.of(), List.of());
        List<Evidence> same = new ArrayList<>();
        List<Evidence> worse = new ArrayList<>();
        pool.forEach((key, entry) -> {
            same.add(statistician.examine(copy(key, entry, 0)).withoutReplicates());
            worse.add(statistician.examine(copy(key, entry, shift)).withoutReplicates());
        });
        return judge(settings, same, worse);
    }

    private static SelfTest judge(Settings settings, List<Evidence> same, List<Evidence> worse) {
        boolean passes =
                new Family(settings, same).judge().stream().noneMatch(row -> row.verdict() == Verdict.REGRESSED);
        List<RowKey> caught = new ArrayList<>();
        List<RowComparison> blind = new ArrayList<>();
        for (int i = 0; i < same.size(); i++) {
            List<Evidence> oneWorse = new ArrayList<>(same);
            oneWorse.set(i, worse.get(i));
            RowComparison row = new Family(settings, oneWorse).judge().get(i);
            if (row.verdict() == Verdict.REGRESSED) {
                caught.add(row.key());
            } else {
                blind.add(row);
            }
        }
        return new SelfTest(passes, caught, blind);
    }

    private static Measurement copy(RowKey key, PooledRows.Entry entry, double shift) {
        double factor = Math.pow(1 + shift, entry.direction().costSign());
        List<Fork> candidate =
                entry.forks().stream().map(fork -> fork.times(factor)).toList();
        return new Measurement(key, entry.unit(), entry.direction(), entry.forks(), candidate, Optional.empty());
    }
}
