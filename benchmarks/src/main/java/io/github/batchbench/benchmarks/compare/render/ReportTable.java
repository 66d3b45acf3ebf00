package io.github.batchbench.benchmarks.compare.render;

import io.github.batchbench.benchmarks.report.Fact;
import io.github.batchbench.benchmarks.report.Fork;
import io.github.batchbench.benchmarks.report.Report;
import io.github.batchbench.benchmarks.report.Row;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One report as a table in Markdown, with the environment that its figures hold for. */
public final class ReportTable {
    private ReportTable() {}

    /** Writes the rows that are wanted; the same report always gives the same characters. */
    public static void write(Report report, Predicate<Row> wanted, Appendable out) throws IOException {
        List<Row> rows = report.rows().stream()
                .filter(wanted)
                .sorted(Comparator.comparing(Row::key))
                .toList();
        Labels labels = new Labels(rows.stream().map(Row::key));
        out.append("| benchmark | with | mode | score | least and most of the forks | unit | forks |\n");
        out.append("| --- | --- | --- | ---: | ---: | --- | ---: |\n");
        for (Row row : rows) {
            Scale scale = Scale.of(
                    row.unit().text(),
                    row.forks().stream().mapToDouble(Fork::mean).toArray());
            out.append(List.of(
                            Clean.markdown(labels.benchmark(row.key())),
                            Clean.markdown(row.key().details()),
                            row.key().mode().label(),
                            score(row, scale),
                            range(row, scale),
                            Clean.markdown(scale.unit()),
                            Integer.toString(row.forks().size()))
                    .stream()
                    .collect(Collectors.joining(" | ", "| ", " |\n")));
        }
        out.append('\n');
        for (Fact fact : Fact.values()) {
            Optional<String> value = value(report, rows, fact);
            if (value.isPresent()) {
                out.append("- %s: %s%n".formatted(fact.title(), Clean.markdown(value.get())));
            }
        }
    }

    private static String score(Row row, Scale scale) {
        return scale.score(
                row.forks().stream().mapToDouble(Fork::mean).average().orElse(Double.NaN));
    }

    private static String range(Row row, Scale scale) {
        if (row.forks().size() < 2) {
            return Figures.NONE;
        }
        double least = row.forks().stream().mapToDouble(Fork::mean).min().orElseThrow();
        double most = row.forks().stream().mapToDouble(Fork::mean).max().orElseThrow();
        return scale.score(least) + " to " + scale.score(most);
    }

    /** Of the report, or what all rows say alike. */
    private static Optional<String> value(Report report, List<Row> rows, Fact fact) {
        String own = report.environment().get(fact);
        if (own != null) {
            return Optional.of(own);
        }
        List<String> said = rows.stream()
                .flatMap(row -> Optional.ofNullable(row.facts().get(fact)).stream())
                .distinct()
                .toList();
        return said.size() == 1 && !said.get(0).isEmpty() ? Optional.of(said.get(0)) : Optional.empty();
    }
}
