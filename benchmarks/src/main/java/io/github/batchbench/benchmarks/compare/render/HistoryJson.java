package io.github.batchbench.benchmarks.compare.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.batchbench.benchmarks.history.History;
import io.github.batchbench.benchmarks.history.HistoryVerdict;
import io.github.batchbench.benchmarks.history.RowHistory;
import io.github.batchbench.benchmarks.report.Direction;
import java.util.Locale;

/** Everything, as {@code history.schema.json} describes it. What is not known is null; reports go by their place. */
final class HistoryJson {
    private HistoryJson() {}

    static ObjectNode tree(HistoryOutcome outcome) {
        History history = outcome.history();
        ObjectNode tree = JsonReport.NODES
                .objectNode()
                .put("format", "batchbench-history")
                .put("version", 1);
        tree.putObject("settings")
                .put("alpha", history.settings().alpha())
                .put("margin", history.settings().margin())
                .put("recent", history.settings().recent())
                .put("seed", history.settings().seed());
        ObjectNode gate = tree.putObject("gate");
        ArrayNode failOn = gate.putArray("failOn");
        outcome.failOn().stream().map(HistoryOutcome.Condition::label).sorted().forEach(failOn::add);
        gate.put("passed", outcome.failures().isEmpty());
        outcome.failures().forEach(gate.putArray("failures")::add);
        ArrayNode allowed = gate.putArray("allowedDifferences");
        outcome.allowed().stream().map(pair -> pair.fact().id()).distinct().forEach(allowed::add);
        ObjectNode counts = tree.putObject("counts");
        for (HistoryVerdict verdict : HistoryVerdict.values()) {
            counts.put(verdict.label(), history.count(verdict));
        }
        ArrayNode reports = tree.putArray("reports");
        history.names()
                .forEach(name -> reports.addObject()
                        .put("label", name.label())
                        .put("commit", name.commit())
                        .put("time", name.time()));
        ArrayNode environments = tree.putArray("environments");
        history.environments()
                .forEach(change -> environments
                        .addObject()
                        .put("report", change.report())
                        .put("fact", change.pair().fact().id())
                        .put("before", change.pair().base())
                        .put("after", change.pair().candidate())
                        .put("severity", change.pair().severity().name().toLowerCase(Locale.ROOT)));
        ArrayNode rows = tree.putArray("rows");
        HistoryProse prose = new HistoryProse(history);
        history.rows().forEach(row -> rows.add(row(row, prose)));
        history.notes().forEach(tree.putArray("notes")::add);
        return tree;
    }

    private static ObjectNode row(RowHistory row, HistoryProse prose) {
        ObjectNode node = JsonRow.key(row.key())
                .put("unit", row.unit())
                .put("better", row.direction() == Direction.HIGHER_IS_BETTER ? "higher" : "lower")
                .put("verdict", row.verdict().label())
                .put("reason", row.reason());
        node.set("noise", JsonReport.number(row.noise().orElse(Double.NaN)));
        ArrayNode points = node.putArray("points");
        row.points()
                .forEach(point -> points.addObject()
                        .put("report", point.report())
                        .put("score", point.score())
                        .put("level", point.level()));
        ArrayNode steps = node.putArray("steps");
        row.steps()
                .forEach(step -> steps.addObject()
                        .put("before", step.before())
                        .put("report", step.report())
                        .put("costRatio", step.costRatio()));
        node.set(
                "drift",
                row.drift()
                        .map(drift -> JsonReport.NODES
                                .objectNode()
                                .put("from", drift.from())
                                .put("costRatio", drift.costRatio()))
                        .orElse(null));
        node.set(
                "newest",
                row.newest()
                        .map(newest -> JsonReport.NODES
                                .objectNode()
                                .put("report", newest.report())
                                .put("costRatio", newest.costRatio())
                                .put("p", newest.p()))
                        .orElse(null));
        ArrayNode findings = node.putArray("findings");
        prose.findings(row).forEach(findings::add);
        return node;
    }
}
