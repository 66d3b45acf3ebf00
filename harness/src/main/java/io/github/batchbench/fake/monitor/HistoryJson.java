package io.github.batchbench.fake.monitor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.batchbench.fake.history.AccountHistory;
import io.github.batchbench.fake.model.AutoScaleRun;
import io.github.batchbench.fake.model.PoolSize;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A history as JSON for pages, which draw it. Times are milliseconds since its {@code start}, which is in milliseconds since
 * 1970; null stands for what has not come yet. What there is much of is rows of values in the order of {@link #RUN}; their
 * nodes and jobs are places in the tables {@code nodeIds} and {@code jobIds}.
 */
public final class HistoryJson {
    /** What the values of a row of {@code runs} are. */
    static final List<String> RUN = List.of(
            "node",
            "slot",
            "slots",
            "job",
            "task",
            "placed",
            "started",
            "ended",
            "ending",
            "exitCode",
            "failure",
            "retries");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MICROS_OF_A_MILLI = 1000;

    private HistoryJson() {}

    /** All of it. */
    public static ObjectNode of(AccountHistory history) {
        return of(history, 0);
    }

    /** Nodes and runs that have changed after this revision, and all the rest. */
    public static ObjectNode of(AccountHistory history, long since) {
        ObjectNode out = JSON.createObjectNode();
        out.put("start", history.start().toEpochMilli());
        out.put("now", history.now().toEpochMilli() - history.start().toEpochMilli());
        out.put("revision", history.revision());
        out.putObject("dropped")
                .put("runs", history.dropped().runs())
                .put("nodes", history.dropped().nodes());
        ArrayNode pools = out.putArray("pools");
        history.pools().forEach(pool -> pools.add(pool(pool)));
        ArrayNode nodes = out.putArray("nodes");
        history.nodes().stream().filter(node -> node.revision() > since).forEach(node -> nodes.add(node(node)));
        ArrayNode names = out.putArray("runNames");
        RUN.forEach(names::add);
        runs(out, history.runs().stream().filter(run -> run.revision() > since).toList());
        return out;
    }

    private static ObjectNode pool(AccountHistory.PoolTrack pool) {
        ObjectNode out = JSON.createObjectNode().put("id", pool.id()).put("slots", pool.slotsPerNode());
        time(out, "made", pool.made());
        time(out, "gone", pool.gone());
        ObjectNode sizes = out.putObject("sizes");
        for (String name : List.of("at", "dedicated", "spot", "target", "queued", "running")) {
            sizes.putArray(name);
        }
        for (AccountHistory.Size size : pool.sizes()) {
            column(sizes, "at").add(millis(size.at()));
            column(sizes, "dedicated").add(size.nodes().dedicated());
            column(sizes, "spot").add(size.nodes().lowPriority());
            column(sizes, "target").add(size.target().total());
            column(sizes, "queued").add(size.queued());
            column(sizes, "running").add(size.running());
        }
        ArrayNode resizes = out.putArray("resizes");
        for (AccountHistory.Resize resize : pool.resizes()) {
            PoolSize target = resize.target();
            ObjectNode shown = resizes.addObject();
            time(shown, "started", resize.started());
            time(shown, "ended", resize.ended());
            shown.put("dedicated", target.dedicated()).put("spot", target.lowPriority());
            ArrayNode errors = shown.putArray("errors");
            resize.errors().forEach(errors::add);
        }
        ArrayNode evaluations = out.putArray("evaluations");
        for (AccountHistory.Evaluation evaluation : pool.evaluations()) {
            ObjectNode shown = evaluations.addObject();
            time(shown, "at", evaluation.at());
            shown.put("formula", evaluation.formula())
                    .put("results", evaluation.run().results());
            AutoScaleRun.FormulaError error = evaluation.run().error();
            if (error != null) {
                shown.put("error", error.code() + ": " + error.message());
                error.values().forEach(value -> shown.put("detail", value.value()));
            }
        }
        return out;
    }

    private static ArrayNode column(ObjectNode sizes, String name) {
        return (ArrayNode) sizes.get(name);
    }

    private static ObjectNode node(AccountHistory.NodeTrack node) {
        ObjectNode out = JSON.createObjectNode()
                .put("id", node.id())
                .put("pool", node.poolId())
                .put("dedicated", node.dedicated())
                .put("slots", node.slots());
        time(out, "gone", node.gone());
        ArrayNode states = out.putArray("states");
        node.states()
                .forEach(span -> states.addArray().add(millis(span.since())).add(span.state()));
        return out;
    }

    private static void runs(ObjectNode out, List<AccountHistory.Run> runs) {
        Map<String, Integer> nodes = new LinkedHashMap<>();
        Map<String, Integer> jobs = new LinkedHashMap<>();
        ArrayNode rows = out.putArray("runs");
        for (AccountHistory.Run run : runs) {
            ArrayNode row = rows.addArray();
            row.add(place(nodes, run.nodeId())).add(run.slot()).add(run.slots());
            row.add(place(jobs, run.jobId())).add(run.taskId());
            row.add(millis(run.placed())).add(millis(run.started())).add(millis(run.ended()));
            row.add(run.ending().name().toLowerCase(Locale.ROOT));
            row.add(run.exitCode()).add(run.failure());
            ArrayNode retries = row.addArray();
            run.retries()
                    .forEach(retry -> retries.addArray().add(millis(retry.at())).add(retry.exitCode()));
        }
        ArrayNode nodeIds = out.putArray("nodeIds");
        nodes.keySet().forEach(nodeIds::add);
        ArrayNode jobIds = out.putArray("jobIds");
        jobs.keySet().forEach(jobIds::add);
    }

    private static int place(Map<String, Integer> table, String id) {
        return table.computeIfAbsent(id, key -> table.size());
    }

    private static void time(ObjectNode out, String name, long micros) {
        out.put(name, millis(micros));
    }

    private static @Nullable Double millis(long micros) {
        return micros == AccountHistory.OPEN ? null : micros / MICROS_OF_A_MILLI;
    }
}
