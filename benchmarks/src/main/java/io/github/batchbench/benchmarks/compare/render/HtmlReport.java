package io.github.batchbench.benchmarks.compare.render;

import io.github.batchbench.benchmarks.compare.Comparison;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The comparison as a page. The tables are plain HTML and complete without scripts; names are escaped. */
final class HtmlReport {
    private HtmlReport() {}

    static void write(Outcome outcome, Appendable out) throws IOException {
        Comparison comparison = outcome.comparison();
        HtmlTables tables = new HtmlTables(comparison);
        Map<String, String> parts = new HashMap<>();
        parts.put("title", Clean.html(title(comparison)));
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
        HtmlPage.write("page.html", "page.js", parts, JsonReport.compact(outcome), out);
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
}
