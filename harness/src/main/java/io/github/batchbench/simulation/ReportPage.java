package io.github.batchbench.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A report as one page that needs nothing else: charts by uPlot, inlined, and a content security policy that lets only
 * the page's own two scripts run. What a plan can name is ids and sizes, and all of it is escaped.
 */
final class ReportPage {
    private static final String LIBRARY = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-zA-Z]+)}}");

    private ReportPage() {}

    static String of(SimulationReport report) {
        String library = resource(LIBRARY + "uPlot.iife.min.js");
        String script = resource("page.js");
        Map<String, String> parts = Map.of(
                "title", escaped(report.title()),
                "facts", facts(report),
                "waits", waits(report),
                "data", escapedJson(columns(report.history())),
                "libraryStyle", resource(LIBRARY + "uPlot.min.css"),
                "library", library,
                "script", script,
                "scriptHashes", hash(library) + " " + hash(script));
        return PLACEHOLDER
                .matcher(resource("page.html"))
                .replaceAll(match -> Matcher.quoteReplacement(parts.getOrDefault(match.group(1), "")));
    }

    private static String facts(SimulationReport report) {
        return report.facts().entrySet().stream()
                .map(fact -> "<tr><th scope=\"row\">" + escaped(fact.getKey()) + "</th><td>" + escaped(fact.getValue())
                        + "</td></tr>")
                .collect(Collectors.joining("\n"));
    }

    private static String waits(SimulationReport report) {
        return report.waits().longest().stream()
                .map(wait -> "<tr><td>" + escaped(wait.job()) + "</td><td>" + escaped(wait.task()) + "</td><td>"
                        + Check.text(wait.waited()) + "</td></tr>")
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, List<? extends Number>> columns(List<SimulationReport.Moment> history) {
        Map<String, List<? extends Number>> columns = new LinkedHashMap<>();
        columns.put("at", column(history, moment -> moment.at().toMillis() / 1000.0));
        columns.put("queued", column(history, SimulationReport.Moment::queued));
        columns.put("running", column(history, SimulationReport.Moment::running));
        columns.put("nodes", column(history, SimulationReport.Moment::nodes));
        columns.put("utilisation", column(history, SimulationReport.Moment::utilisation));
        return columns;
    }

    private static <N extends Number> List<N> column(
            List<SimulationReport.Moment> history, Function<SimulationReport.Moment, N> value) {
        return history.stream().map(value).toList();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** JSON that cannot end the script element it stands in. */
    private static String escapedJson(Object value) {
        return Json.write(value).replace("<", "\\u003c");
    }

    private static String hash(String script) {
        return "'sha256-" + Base64.getEncoder().encodeToString(DigestUtils.sha256(script)) + "'";
    }

    /** With line ends as HTML has them, or the hash would be of other bytes than the browser's. */
    static String resource(String name) {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not in this jar: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
