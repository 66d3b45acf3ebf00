package io.github.batchbench.benchmarks.cli;

import io.github.batchbench.benchmarks.compare.Side;
import io.github.batchbench.benchmarks.report.Direction;
import io.github.batchbench.benchmarks.report.Report;
import io.github.batchbench.benchmarks.report.Row;
import io.github.batchbench.benchmarks.report.RowKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rows to compare, and which way of a secondary metric is worse. */
final class RowChoice implements Predicate<RowKey> {
    @Option(
            names = "--benchmark",
            paramLabel = "REGEX",
            description = "Only benchmarks in whose full name this is found.")
    private @Nullable Pattern benchmark;

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            split = ",",
            description = "Compare these secondary metrics too, e.g. gc.alloc.rate.norm.")
    private Set<String> metrics = new TreeSet<>();

    @Option(
            names = "--higher-is-better",
            paramLabel = "NAME",
            split = ",",
            description = "Of secondary metrics whose name and unit do not say.")
    private Set<String> higher = new TreeSet<>();

    @Option(names = "--lower-is-better", paramLabel = "NAME", split = ",", description = "Likewise.")
    private Set<String> lower = new TreeSet<>();

    @Override
    public boolean test(RowKey key) {
        return (key.isPrimary() || metrics.contains(key.metric()))
                && (benchmark == null || benchmark.matcher(key.benchmark()).find());
    }

    /** What was asked for that no report has, if anything: all would be well with nothing compared. */
    Optional<String> miss(Stream<Report> reports) {
        List<RowKey> keys = reports.flatMap(report -> report.rows().stream())
                .map(Row::key)
                .distinct()
                .toList();
        if (benchmark != null && keys.stream().noneMatch(this)) {
            return Optional.of("--benchmark: no row of the reports has '" + benchmark + "' in its name");
        }
        Set<String> known = keys.stream()
                .filter(key -> !key.isPrimary())
                .map(RowKey::metric)
                .collect(Collectors.toCollection(TreeSet::new));
        return metrics.stream()
                .filter(metric -> !known.contains(metric))
                .findFirst()
                .map(metric -> "--metric: no report has '%s'; %s"
                        .formatted(
                                metric,
                                known.isEmpty()
                                        ? "none has a secondary metric"
                                        : "there are " + String.join(", ", known)));
    }

    /** The sides with the directions that were said. */
    List<Side> direct(List<Side> sides) {
        return sides.stream()
                .map(side -> new Side(
                        side.label(), side.reports().stream().map(this::direct).toList()))
                .toList();
    }

    /** Wanted metrics of which it is not known which way is worse. */
    Set<String> undirected(List<Side> directed) {
        Set<String> names = new TreeSet<>();
        directed.stream()
                .flatMap(side -> side.reports().stream())
                .flatMap(report -> report.rows().stream())
                .filter(row -> row.direction() == Direction.UNKNOWN && test(row.key()))
                .forEach(row -> names.add(row.key().metric()));
        return names;
    }

    private Report direct(Report report) {
        return new Report(
                report.source(),
                report.environment(),
                report.rows().stream().map(this::direct).toList(),
                report.rulerStart(),
                report.rulerEnd(),
                report.notes());
    }

    private Row direct(Row row) {
        Direction direction = row.direction();
        if (higher.contains(row.key().metric())) {
            direction = Direction.HIGHER_IS_BETTER;
        } else if (lower.contains(row.key().metric())) {
            direction = Direction.LOWER_IS_BETTER;
        }
        return direction == row.direction() ? row : new Row(row.key(), row.unit(), direction, row.forks(), row.facts());
    }
}
