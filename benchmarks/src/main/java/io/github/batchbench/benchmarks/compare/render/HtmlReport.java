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
        parts.put("title", Clean.html(Prose.title(comparison, "\u2192")));
        parts.put("gate", Clean.html(Prose.gate(outcome)));
        parts.put("gateClass", gateClass(outcome));
        parts.put("counts", Clean.html(Prose.counts(comparison)));
        parts.put("overall", overall(comparison));
        parts.put("method", Clean.html(Prose.method(comparison)));
        parts.put("warnings", HtmlTables.list(Prose.warnings(outcome)));
        parts.put("head", tables.head());
        parts.put("rows", tables.rows());
        parts.put("missing", tables.missing());
        parts.put("environment", tables.environment());
        HtmlPage.write("page.html", "page.js", parts, JsonReport.compact(outcome), out);
    }

    private static String overall(Comparison comparison) {
        List<String> sentences = Prose.overall(comparison);
        return sentences.size() == 1 ? "<p>" + Clean.html(sentences.get(0)) + "</p>" : HtmlTables.list(sentences);
    }

    private static String gateClass(Outcome outcome) {
        if (outcome.gate().failOn().isEmpty()) {
            return "open";
        }
        return outcome.failures().isEmpty() ? "passed" : "failed";
    }
}
