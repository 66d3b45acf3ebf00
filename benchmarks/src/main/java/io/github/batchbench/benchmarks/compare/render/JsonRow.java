package io.github.batchbench.benchmarks.compare.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.batchbench.benchmarks.compare.RowComparison;
import io.github.batchbench.benchmarks.compare.RowComparison.Effect;
import io.github.batchbench.benchmarks.compare.RowComparison.Reason;
import io.github.batchbench.benchmarks.compare.RowComparison.Summary;
import io.github.batchbench.benchmarks.report.Direction;
import io.github.batchbench.benchmarks.report.RowKey;

/** One row of the JSON. */
final class JsonRow {
    private JsonRow() {}

    static ObjectNode of(RowComparison row) {
        ObjectNode node = key(row.key())
                .put("side", row.side())
                .put("unit", row.unit())
                .put("better", row.direction() == Direction.HIGHER_IS_BETTER ? "higher" : "lower");
        node.set("base", summary(row.base()));
        node.set("new", summary(row.candidate()));
        node.set(
                "costRatio",
                JsonReport.number(row.effect().map(Effect::costRatio).orElse(Double.NaN)));
        node.set("costInterval", JsonReport.interval(row.effect().map(Effect::interval)));
        node.set("change", JsonReport.number(row.change().orElse(Double.NaN)));
        node.set("changeInterval", JsonReport.interval(row.changeInterval()));
        node.set("p", p(row));
        node.put("verdict", row.verdict().label());
        node.put("reason", row.reason().map(Reason::label).orElse(null));
        node.put("note", Prose.note(row));
        node.set("smallestEffect", JsonReport.number(row.smallestEffect().orElse(Double.NaN)));
        node.put(
                "forksNeeded", row.forksNeeded().isPresent() ? row.forksNeeded().getAsInt() : null);
        node.set("runNoise", JsonReport.number(row.runNoise().orElse(Double.NaN)));
        return node;
    }

    static ObjectNode key(RowKey key) {
        ObjectNode node = JsonReport.NODES
                .objectNode()
                .put("benchmark", key.benchmark())
                .put("mode", key.mode().label());
        ObjectNode params = node.putObject("params");
        key.params().forEach(params::put);
        return node.put("threads", key.threads())
                .put("batch", key.batch())
                .put("metric", key.metric())
                .put("details", key.details());
    }

    private static ObjectNode p(RowComparison row) {
        ObjectNode p = JsonReport.NODES.objectNode();
        p.set("means", JsonReport.number(row.effect().map(Effect::means).orElse(Double.NaN)));
        p.set("holm", JsonReport.number(row.effect().map(Effect::holm).orElse(Double.NaN)));
        p.set(
                "mannWhitney",
                JsonReport.number(row.effect().map(Effect::mannWhitney).orElse(Double.NaN)));
        return p;
    }

    private static ObjectNode summary(Summary summary) {
        ObjectNode node = JsonReport.NODES.objectNode();
        node.set("score", JsonReport.number(summary.score()));
        node.set("deviation", JsonReport.number(summary.deviation()));
        ArrayNode forks = node.putArray("forks");
        summary.forks().forEach(fork -> {
            ArrayNode values = forks.addArray();
            fork.forEach(values::add);
        });
        return node;
    }
}
