package io.github.batchbench.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A sweep as one page without scripts: the chart as SVG, and its figures as a table. */
final class SweepPage {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-zA-Z]+)}}");

    private SweepPage() {}

    static String of(SweepReport report) {
        SweepChart chart = new SweepChart(report);
        Map<String, String> parts = Map.of(
                "title", report.points().size() + " pools for " + report.tasks() + " tasks",
                "costName", report.costName(),
                "chart", chart.svg(),
                "legend", legend(chart),
                "head", head(report),
                "rows", report.points().stream().map(SweepPage::row).collect(Collectors.joining("\n")));
        return PLACEHOLDER
                .matcher(template())
                .replaceAll(match -> Matcher.quoteReplacement(parts.getOrDefault(match.group(1), "")));
    }

    private static String legend(SweepChart chart) {
        return chart.legend().stream()
                .map(entry -> "<li class=\"%s\">%s</li>".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
    }

    private static String head(SweepReport report) {
        return report.points().stream()
                .limit(1)
                .flatMap(point -> SweepReport.cells(point).keySet().stream())
                .map(name -> "<th scope=\"col\">" + name + "</th>")
                .collect(Collectors.joining());
    }

    private static String row(SweepReport.Point point) {
        return SweepReport.cells(point).values().stream()
                .map(cell -> "<td>" + cell + "</td>")
                .collect(Collectors.joining(
                        "", "<tr class=\"" + point.mark().name().toLowerCase(Locale.ROOT) + "\">", "</tr>"));
    }

    private static String template() {
        try (InputStream in = SweepPage.class.getResourceAsStream("sweep.html")) {
            if (in == null) {
                throw new IllegalStateException("not in this jar: sweep.html");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
