package io.github.batchbench.benchmarks.compare.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.batchbench.benchmarks.compare.Comparison;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * One page with charts (Apache ECharts, inlined). The tables are plain HTML and complete without scripts. Names are
 * escaped, and a content security policy lets only the page's own two scripts run, named by their hashes.
 */
final class HtmlReport {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-zA-Z]+)}}");
    private static final String LIBRARY = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

    private HtmlReport() {}

    static void write(Outcome outcome, Appendable out) throws IOException {
        Comparison comparison = outcome.comparison();
        HtmlTables tables = new HtmlTables(comparison);
        String library = resource(LIBRARY);
        String script = resource("page.js");
        Map<String, String> parts = new HashMap<>();
        parts.put("title", Clean.html(title(comparison)));
        parts.put("style", resource("page.css"));
        parts.put("scriptHashes", hash(library) + " " + hash(script));
        parts.put("gate", Clean.html(Prose.gate(outcome)));
        parts.put("gateClass", gateClass(outcome));
        parts.put("counts", Clean.html(Prose.counts(comparison)));
        parts.put("overall", Clean.html(Prose.overall(comparison)));
        parts.put("method", Clean.html(Prose.method(comparison)));
        parts.put("warnings", HtmlTables.list(Prose.warnings(outcome)));
        parts.put("head", HtmlTables.head());
        parts.put("rows", tables.rows());
        parts.put("missing", tables.missing());
        parts.put("environment", tables.environment());
        parts.put("footer", "Made by Batchbench. Charts: Apache ECharts, Apache License 2.0.");
        parts.put("data", data(outcome));
        parts.put("library", library);
        parts.put("script", script);
        // One pass over the template, so that a name that looks like a placeholder stays a name.
        out.append(PLACEHOLDER
                .matcher(resource("page.html"))
                .replaceAll(match -> Matcher.quoteReplacement(parts.getOrDefault(match.group(1), ""))));
    }

    private static String title(Comparison comparison) {
        List<String> labels = comparison.labels();
        return labels.get(0) + " \u2192 " + labels.get(labels.size() - 1);
    }

    private static String gateClass(Outcome outcome) {
        if (outcome.gate().failOn().isEmpty()) {
            return "open";
        }
        return outcome.failures().isEmpty() ? "passed" : "failed";
    }

    /** JSON that cannot end the script element it stands in. */
    private static String data(Outcome outcome) throws JsonProcessingException {
        return JsonReport.compact(outcome)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static String hash(String script) {
        return "'sha256-" + Base64.getEncoder().encodeToString(DigestUtils.sha256(script)) + "'";
    }

    /** With line ends as HTML has them, or the hash would be of other bytes than the browser's. */
    private static String resource(String name) throws IOException {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("not in this jar: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        }
    }
}
