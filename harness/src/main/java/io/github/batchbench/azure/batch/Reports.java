package io.github.batchbench.azure.batch;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.batchbench.azure.http.Advice;
import io.github.batchbench.azure.model.JobReport;
import io.github.batchbench.azure.model.NodeReport;
import io.github.batchbench.azure.model.PoolHealth;
import io.github.batchbench.azure.model.TaskReport;
import io.github.batchbench.redaction.Redaction;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The service's answers as the kit's reports, without secrets. */
final class Reports {
    private final Redaction redaction;

    Reports(Redaction redaction) {
        this.redaction = redaction;
    }

    TaskReport task(JsonNode task) {
        JsonNode run = task.path("executionInfo");
        return new TaskReport(
                task.path("id").asText(),
                state(task, "state"),
                state(task, "state").equals("completed") && succeeded(run),
                number(run, "exitCode"),
                failure(run.path("failureInfo")),
                text(task.path("nodeInfo"), "nodeId"),
                redaction.apply(task.path("commandLine").asText()),
                run.path("retryCount").asInt(),
                run.path("requeueCount").asInt(),
                instant(run, "startTime"),
                instant(run, "endTime"));
    }

    /** Old services do not write a result; then the exit code and the failure tell. */
    private static boolean succeeded(JsonNode run) {
        if (run.hasNonNull("result")) {
            return run.path("result").asText().equalsIgnoreCase("success");
        }
        return !run.hasNonNull("failureInfo") && run.path("exitCode").asInt(1) == 0;
    }

    JobReport job(JsonNode job) {
        return new JobReport(
                job.path("id").asText(),
                state(job, "state"),
                job.path("poolInfo").path("poolId").asText(),
                endsWithItsTasks(job),
                Inventory.metadata(job));
    }

    static boolean endsWithItsTasks(JsonNode job) {
        return job.path("onAllTasksComplete").asText().equalsIgnoreCase("terminatejob");
    }

    PoolHealth pool(JsonNode pool, List<JsonNode> nodes) {
        return new PoolHealth(
                isSteady(pool),
                targetNodes(pool),
                troubles(pool),
                nodes.stream().map(this::node).toList());
    }

    static boolean isSteady(JsonNode pool) {
        return state(pool, "allocationState").equals("steady");
    }

    /** Whether the service is still busy with a pool that has no node yet, so that there is none to ask for. */
    static boolean awaitsFirstNode(JsonNode pool) {
        return !isSteady(pool)
                && pool.path("currentDedicatedNodes").asInt(1) == 0
                && pool.path("currentLowPriorityNodes").asInt(1) == 0;
    }

    static int targetNodes(JsonNode pool) {
        return pool.path("targetDedicatedNodes").asInt()
                + pool.path("targetLowPriorityNodes").asInt();
    }

    /** What kept the service from giving the pool its nodes. */
    private List<String> troubles(JsonNode pool) {
        List<String> troubles = new ArrayList<>();
        for (JsonNode error : pool.path("resizeErrors")) {
            String advice = Advice.on(error.path("code").asText());
            troubles.add(redaction.apply(reason(error, "values") + advice));
        }
        JsonNode error = pool.path("autoScaleRun").path("error");
        if (error.isObject()) {
            troubles.add(redaction.apply(reason(error, "values")));
        }
        return troubles;
    }

    NodeReport node(JsonNode node) {
        JsonNode start = node.path("startTaskInfo");
        return new NodeReport(
                node.path("id").asText(),
                state(node, "state"),
                number(start, "exitCode"),
                failure(start.path("failureInfo")));
    }

    private @Nullable String failure(JsonNode info) {
        return info.isObject() ? redaction.apply(reason(info, "details")) : null;
    }

    private static String reason(JsonNode error, String details) {
        return error.path("code").asText() + ": " + error.path("message").asText() + details(error.path(details));
    }

    private static String details(JsonNode details) {
        return details.isEmpty()
                ? ""
                : StreamSupport.stream(details.spliterator(), false)
                        .map(detail -> detail.path("name").asText() + ": "
                                + detail.path("value").asText())
                        .collect(Collectors.joining("; ", " (", ")"));
    }

    static @Nullable String text(JsonNode thing, String property) {
        return thing.hasNonNull(property) ? thing.get(property).asText() : null;
    }

    private static @Nullable Integer number(JsonNode thing, String property) {
        return thing.hasNonNull(property) ? thing.get(property).asInt() : null;
    }

    private static @Nullable Instant instant(JsonNode thing, String property) {
        return thing.hasNonNull(property)
                ? OffsetDateTime.parse(thing.get(property).asText()).toInstant()
                : null;
    }

    /** The service's word for a state; {@code unknown} if it says none. */
    static String state(JsonNode thing, String property) {
        return thing.path(property).asText("unknown").toLowerCase(Locale.ROOT);
    }
}
