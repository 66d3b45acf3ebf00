package io.github.batchbench.benchmarks.compare;

import io.github.batchbench.benchmarks.report.Fork;
import io.github.batchbench.benchmarks.report.RowKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Compares sides with the first of them, the base. */
public final class Comparer {
    private final Settings settings;
    private final Predicate<RowKey> wanted;
    private final Map<RowKey, RunNoise> runNoise;

    /** Compares those rows that are wanted; the others are as if they were not there. */
    public Comparer(Settings settings, Predicate<RowKey> wanted) {
        this(settings, wanted, Map.of());
    }

    /** Takes into account what rows are known to vary by from run to run. */
    public Comparer(Settings settings, Predicate<RowKey> wanted, Map<RowKey, RunNoise> runNoise) {
        this.settings = settings;
        this.wanted = wanted;
        this.runNoise = Map.copyOf(runNoise);
    }

    /**
     * Compares each side with the first.
     *
     * @throws IncomparableException if a side has no row of the first, or a ruler is asked for that the reports lack
     */
    public Comparison compare(List<Side> sides) {
        return compare(sides, sides.subList(1, sides.size()));
    }

    /** Compares the last side with the first; those between are shown as history. */
    public Comparison compareLast(List<Side> sides) {
        return compare(sides, sides.subList(sides.size() - 1, sides.size()));
    }

    private Comparison compare(List<Side> sides, List<Side> candidates) {
        List<SidePair> pairs = candidates.stream()
                .map(candidate -> SidePair.of(sides.get(0), candidate, wanted, runNoise))
                .toList();
        List<Overall> overall = new ArrayList<>();
        List<RowComparison> rows = judge(pairs, overall);
        return new Comparison(
                settings,
                sides.stream().map(Side::label).toList(),
                candidates.stream().map(Side::label).toList(),
                environment(pairs),
                Stream.concat(sides.stream().limit(1), candidates.stream())
                        .flatMap(side -> RulerReading.of(side).stream())
                        .toList(),
                rows,
                pairs.stream().flatMap(pair -> pair.onlyBase().stream()).toList(),
                pairs.stream().flatMap(pair -> pair.onlyCandidate().stream()).toList(),
                overall,
                sides.size() > 2 ? trends(sides, rows) : List.of(),
                notes(sides));
    }

    /** What two sides say of their machines and JVMs, side by side; of rows, those that are wanted. */
    public static List<FactPair> environment(Side base, Side candidate, Predicate<RowKey> wanted) {
        return EnvironmentCheck.compare(base, candidate, PooledRows.of(base, wanted), PooledRows.of(candidate, wanted));
    }

    /** Facts that are alike for several candidates come once, with their labels. */
    private static List<FactPair> environment(List<SidePair> pairs) {
        Map<FactPair, List<String>> sides = new LinkedHashMap<>();
        for (SidePair pair : pairs) {
            for (FactPair fact : pair.environment()) {
                sides.computeIfAbsent(fact, known -> new ArrayList<>())
                        .add(pair.candidate().label());
            }
        }
        return sides.entrySet().stream()
                .map(entry -> entry.getKey().of(entry.getValue().size() == pairs.size() ? List.of() : entry.getValue()))
                .sorted(Comparator.comparing(FactPair::fact))
                .toList();
    }

    private List<RowComparison> judge(List<SidePair> pairs, List<Overall> overall) {
        List<Family> families = new ArrayList<>();
        for (SidePair pair : pairs) {
            Statistician statistician = pair.statistician(settings);
            Overall.Sum sum = new Overall.Sum(settings);
            List<Evidence> evidence = new ArrayList<>();
            for (Measurement measurement : pair.measurements()) {
                Evidence examined = statistician.examine(measurement);
                sum.add(examined);
                evidence.add(examined.withoutReplicates());
            }
            Optional<Overall> result = sum.result();
            result.ifPresent(known -> overall.add(known.on(pair.candidate().label())));
            families.add(new Family(settings, evidence));
        }
        List<List<RowComparison>> judged = Family.judge(families);
        List<RowComparison> rows = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            String label = pairs.get(i).candidate().label();
            judged.get(i).forEach(row -> rows.add(row.on(label)));
        }
        rows.sort(Comparator.comparing(RowComparison::key));
        return rows;
    }

    private List<Trend> trends(List<Side> sides, List<RowComparison> rows) {
        List<SortedMap<RowKey, PooledRows.Entry>> pools =
                sides.stream().map(side -> PooledRows.of(side, wanted)).toList();
        return rows.stream()
                .map(RowComparison::key)
                .distinct()
                .map(key -> trend(key, sides, pools))
                .toList();
    }

    private static Trend trend(RowKey key, List<Side> sides, List<SortedMap<RowKey, PooledRows.Entry>> pools) {
        List<Trend.Point> points = new ArrayList<>();
        PooledRows.Entry base = pools.get(0).get(key);
        for (int i = 0; i < sides.size(); i++) {
            PooledRows.Entry entry = pools.get(i).get(key);
            if (base != null && entry != null && !entry.forks().isEmpty()) {
                List<Fork> forks = PooledRows.inUnit(entry, base.unit());
                points.add(new Trend.Point(
                        sides.get(i).label(),
                        Measurement.summary(forks).score(),
                        forks.stream().map(Fork::mean).toList()));
            }
        }
        return new Trend(key, points);
    }

    private static List<String> notes(List<Side> sides) {
        return sides.stream()
                .flatMap(side -> side.reports().stream())
                .flatMap(report -> report.notes().stream().map(note -> report.source() + ": " + note))
                .toList();
    }
}
