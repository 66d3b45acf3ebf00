package io.github.batchbench.benchmarks.compare;

import io.github.batchbench.benchmarks.report.Fork;
import io.github.batchbench.benchmarks.report.RowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Compares the last of several sides with the first; those between are history. */
public final class Comparer {
    private final Settings settings;
    private final Predicate<RowKey> wanted;

    /** Compares those rows that are wanted; the others are as if they were not there. */
    public Comparer(Settings settings, Predicate<RowKey> wanted) {
        this.settings = settings;
        this.wanted = wanted;
    }

    /**
     * Compares.
     *
     * @throws IncomparableException if no row is on both sides, or a ruler is asked for that the reports lack
     */
    public Comparison compare(List<Side> sides) {
        Side base = sides.get(0);
        Side candidate = sides.get(sides.size() - 1);
        SortedMap<RowKey, PooledRows.Entry> baseRows = PooledRows.of(base, wanted);
        SortedMap<RowKey, PooledRows.Entry> candidateRows = PooledRows.of(candidate, wanted);
        List<Measurement> measurements = matched(baseRows, candidateRows);
        if (measurements.isEmpty()) {
            throw new IncomparableException(
                    "no row of %s is in %s: benchmark, mode, parameters, threads and unit must agree"
                            .formatted(base.label(), candidate.label()));
        }
        Overall.Sum overall = new Overall.Sum(settings);
        return new Comparison(
                settings,
                sides.stream().map(Side::label).toList(),
                EnvironmentCheck.compare(base, candidate, baseRows, candidateRows),
                Stream.of(base, candidate)
                        .flatMap(side -> RulerReading.of(side).stream())
                        .toList(),
                judge(measurements, statistician(base, candidate), overall),
                missing(baseRows, candidateRows),
                missing(candidateRows, baseRows),
                overall.result(),
                sides.size() > 2 ? trends(sides, measurements) : List.of(),
                notes(sides));
    }

    /** What two sides say of their machines and JVMs, side by side; of rows, those that are wanted. */
    public static List<FactPair> environment(Side base, Side candidate, Predicate<RowKey> wanted) {
        return EnvironmentCheck.compare(base, candidate, PooledRows.of(base, wanted), PooledRows.of(candidate, wanted));
    }

    private static List<Measurement> matched(
            SortedMap<RowKey, PooledRows.Entry> baseRows, SortedMap<RowKey, PooledRows.Entry> candidateRows) {
        List<Measurement> measurements = new ArrayList<>();
        baseRows.forEach((key, entry) -> {
            PooledRows.Entry other = candidateRows.get(key);
            if (other != null) {
                measurements.add(new Measurement(
                        key, entry.unit(), entry.direction(), entry.forks(), PooledRows.inUnit(other, entry.unit())));
            }
        });
        return measurements;
    }

    private Statistician statistician(Side base, Side candidate) {
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

    private List<RowComparison> judge(List<Measurement> measurements, Statistician statistician, Overall.Sum overall) {
        List<Evidence> evidence = new ArrayList<>();
        for (Measurement measurement : measurements) {
            Evidence examined = statistician.examine(measurement);
            overall.add(examined);
            evidence.add(examined.withoutReplicates());
        }
        return new Family(settings, evidence).judge();
    }

    private static List<RowKey> missing(
            SortedMap<RowKey, PooledRows.Entry> from, SortedMap<RowKey, PooledRows.Entry> other) {
        return from.keySet().stream().filter(key -> !other.containsKey(key)).toList();
    }

    private List<Trend> trends(List<Side> sides, List<Measurement> measurements) {
        List<SortedMap<RowKey, PooledRows.Entry>> pools =
                sides.stream().map(side -> PooledRows.of(side, wanted)).toList();
        return measurements.stream().map(row -> trend(row, sides, pools)).toList();
    }

    private static Trend trend(Measurement row, List<Side> sides, List<SortedMap<RowKey, PooledRows.Entry>> pools) {
        List<Trend.Point> points = new ArrayList<>();
        for (int i = 0; i < sides.size(); i++) {
            PooledRows.Entry entry = pools.get(i).get(row.key());
            if (entry != null && !entry.forks().isEmpty()) {
                List<Fork> forks = PooledRows.inUnit(entry, row.unit());
                points.add(new Trend.Point(
                        sides.get(i).label(),
                        Measurement.summary(forks).score(),
                        forks.stream().map(Fork::mean).toList()));
            }
        }
        return new Trend(row.key(), points);
    }

    private static List<String> notes(List<Side> sides) {
        return sides.stream()
                .flatMap(side -> side.reports().stream())
                .flatMap(report -> report.notes().stream().map(note -> report.source() + ": " + note))
                .toList();
    }
}
