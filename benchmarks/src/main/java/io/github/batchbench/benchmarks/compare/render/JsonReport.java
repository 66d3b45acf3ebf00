package io.github.batchbench.benchmarks.compare.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.batchbench.benchmarks.compare.Comparison;
import io.github.batchbench.benchmarks.compare.Comparison.Missing;
import io.github.batchbench.benchmarks.compare.FactPair;
import io.github.batchbench.benchmarks.compare.Gate;
import io.github.batchbench.benchmarks.compare.Interval;
import io.github.batchbench.benchmarks.compare.Overall;
import io.github.batchbench.benchmarks.compare.RulerReading;
import io.github.batchbench.benchmarks.compare.Settings;
import io.github.batchbench.benchmarks.compare.Trend;
import io.github.batchbench.benchmarks.compare.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Everything, as {@code comparison.schema.json} describes it. What is not known is null. */
final class JsonReport {
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = new JsonMapper();

    private JsonReport() {}

    static void write(Outcome outcome, Appendable out) throws IOException {
        write(tree(outcome), out);
    }

    /** Indented, with a line feed at the end of each line everywhere. */
    static void write(ObjectNode tree, Appendable out) throws IOException {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
        out.append(MAPPER.writer(printer).writeValueAsString(tree)).append('\n');
    }

    /** On one line. */
    static String compact(Outcome outcome) throws JsonProcessingException {
        return compact(tree(outcome));
    }

    /** Likewise. */
    static String compact(ObjectNode tree) throws JsonProcessingException {
        return MAPPER.writeValueAsString(tree);
    }

    private static ObjectNode tree(Outcome outcome) {
        Comparison comparison = outcome.comparison();
        ObjectNode tree =
                NODES.objectNode().put("format", "batchbench-comparison").put("version", 1);
        tree.set("settings", settings(comparison.settings()));
        comparison.labels().forEach(tree.putArray("labels")::add);
        tree.set("gate", gate(outcome));
        ObjectNode counts = tree.putObject("counts");
        for (Verdict verdict : Verdict.values()) {
            counts.put(verdict.label(), comparison.count(verdict));
        }
        counts.put("missing", comparison.missing());
        tree.set(
                "overall",
                comparison.overall().stream()
                        .filter(overall -> !comparison.hasSeveralSides())
                        .findFirst()
                        .map(JsonReport::overall)
                        .orElse(null));
        ArrayNode sides = tree.putArray("sides");
        comparison.candidates().forEach(side -> sides.add(side(comparison, side)));
        ArrayNode environment = tree.putArray("environment");
        comparison.environment().forEach(pair -> environment.add(fact(pair)));
        ArrayNode rulers = tree.putArray("rulers");
        comparison.rulers().forEach(ruler -> rulers.add(ruler(ruler)));
        ArrayNode rows = tree.putArray("rows");
        comparison.rows().forEach(row -> rows.add(JsonRow.of(row)));
        keys(tree.putArray("onlyBase"), comparison.onlyBase());
        keys(tree.putArray("onlyNew"), comparison.onlyCandidate());
        ArrayNode trends = tree.putArray("trends");
        comparison.trends().forEach(trend -> trends.add(trend(trend)));
        comparison.notes().forEach(tree.putArray("notes")::add);
        return tree;
    }

    private static ObjectNode side(Comparison comparison, String label) {
        ObjectNode node = NODES.objectNode().put("label", label);
        ObjectNode counts = node.putObject("counts");
        for (Verdict verdict : Verdict.values()) {
            counts.put(verdict.label(), comparison.count(verdict, label));
        }
        node.set(
                "overall",
                comparison.overall().stream()
                        .filter(overall -> overall.side().equals(label))
                        .findFirst()
                        .map(JsonReport::overall)
                        .orElse(null));
        return node;
    }

    private static ObjectNode settings(Settings settings) {
        return NODES.objectNode()
                .put("alpha", settings.alpha())
                .put("margin", settings.margin())
                .put("resamples", settings.resamples())
                .put("seed", settings.seed())
                .put("ruler", settings.ruler());
    }

    private static ObjectNode gate(Outcome outcome) {
        ObjectNode gate = NODES.objectNode();
        ArrayNode failOn = gate.putArray("failOn");
        outcome.gate().failOn().stream().map(Gate.Condition::label).sorted().forEach(failOn::add);
        gate.put("passed", outcome.failures().isEmpty());
        outcome.failures().forEach(gate.putArray("failures")::add);
        ArrayNode allowed = gate.putArray("allowedDifferences");
        outcome.allowed().stream().map(pair -> pair.fact().id()).distinct().forEach(allowed::add);
        return gate;
    }

    private static ObjectNode overall(Overall overall) {
        ObjectNode node =
                NODES.objectNode().put("costRatio", overall.costRatio()).put("rows", overall.rows());
        node.set("interval", interval(Optional.of(overall.interval())));
        return node;
    }

    static ArrayNode interval(Optional<Interval> interval) {
        ArrayNode ends = NODES.arrayNode();
        return interval.map(i -> ends.add(number(i.low())).add(number(i.high())))
                .orElseGet(() -> ends.addNull().addNull());
    }

    static com.fasterxml.jackson.databind.node.ValueNode number(double value) {
        return Double.isFinite(value) ? NODES.numberNode(value) : NODES.nullNode();
    }

    private static ObjectNode fact(FactPair pair) {
        ObjectNode node = NODES.objectNode()
                .put("fact", pair.fact().id())
                .put("title", pair.fact().title())
                .put("base", pair.base())
                .put("new", pair.candidate())
                .put("rows", pair.rows())
                .put("differs", pair.differs())
                .put("severity", pair.severity().name().toLowerCase(Locale.ROOT));
        pair.sides().forEach(node.putArray("sides")::add);
        return node;
    }

    private static ObjectNode ruler(RulerReading ruler) {
        return NODES.objectNode()
                .put("source", ruler.source())
                .put("start", ruler.start())
                .put("end", ruler.end())
                .put("drift", ruler.drift());
    }

    private static void keys(ArrayNode into, List<Missing> rows) {
        rows.forEach(row -> into.add(JsonRow.key(row.key()).put("side", row.side())));
    }

    private static ObjectNode trend(Trend trend) {
        ObjectNode node = JsonRow.key(trend.key());
        ArrayNode points = node.putArray("points");
        for (Trend.Point point : trend.points()) {
            ArrayNode forks = points.addObject()
                    .put("label", point.label())
                    .put("score", point.score())
                    .putArray("forks");
            point.forks().forEach(forks::add);
        }
        return node;
    }
}
