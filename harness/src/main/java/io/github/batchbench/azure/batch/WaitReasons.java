package io.github.batchbench.azure.batch;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.batchbench.azure.http.BatchRest;
import io.github.batchbench.azure.http.Calls;
import io.github.batchbench.azure.model.NodeReport;
import io.github.batchbench.azure.model.TaskReport;
import io.github.batchbench.reasons.JobFacts;
import io.github.batchbench.reasons.PoolFacts;
import io.github.batchbench.reasons.Reasons;
import io.github.batchbench.reasons.TaskFacts;
import io.github.batchbench.reasons.TaskFacts.Dependency;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why what is in an account, fake or live, does not go on: as far as REST can tell. */
final class WaitReasons {
    private static final String START_TASK_FAILED = "starttaskfailed";
    private static final String STDERR = "startup/stderr.txt";
    private static final int MOST_TASKS = 1000;
    private static final int MOST_DEPENDENCIES = 20;

    private final BatchRest rest;
    private final Calls calls;
    private final Reports reports;
    private final NodeOutput output;

    WaitReasons(BatchRest rest, Calls calls, Reports reports, NodeOutput output) {
        this.rest = rest;
        this.calls = calls;
        this.reports = reports;
        this.output = output;
    }

    List<String> ofTask(String jobId, String taskId) throws InterruptedException {
        JsonNode job = job(jobId);
        if (job == null) {
            return List.of("job " + jobId + " does not exist");
        }
        Map<String, JsonNode> tasks = tasks(jobId);
        JsonNode task = tasks.get(key(taskId));
        if (task == null) {
            return List.of("task " + taskId + " does not exist in job " + jobId);
        }
        return Reasons.ofTask(taskFacts(task, tasks), jobFacts(job, tasks), pool(poolId(job)));
    }

    List<String> ofJob(String jobId) throws InterruptedException {
        JsonNode job = job(jobId);
        if (job == null) {
            return List.of("job " + jobId + " does not exist");
        }
        return Reasons.ofJob(jobFacts(job, tasks(jobId)), pool(poolId(job)));
    }

    List<String> ofPool(String poolId) throws InterruptedException {
        return Reasons.ofPool(pool(poolId));
    }

    private static String poolId(JsonNode job) {
        String actual = Reports.text(job.path("executionInfo"), "poolId");
        return actual == null ? job.path("poolInfo").path("poolId").asText() : actual;
    }

    private @Nullable JsonNode job(String jobId) throws InterruptedException {
        return calls.ifThere("look at job " + jobId, () -> rest.get(BatchRest.path("jobs", jobId)))
                .orElse(null);
    }

    private Map<String, JsonNode> tasks(String jobId) throws InterruptedException {
        List<JsonNode> tasks = calls.repeatable(
                "list the tasks of job " + jobId,
                () -> rest.list(
                        BatchRest.path("jobs", jobId, "tasks"),
                        "id",
                        "state",
                        "requiredSlots",
                        "multiInstanceSettings",
                        "nodeInfo",
                        "dependsOn",
                        "executionInfo"));
        return tasks.stream()
                .collect(Collectors.toMap(
                        task -> key(task.path("id").asText()), Function.identity(), (one, same) -> one));
    }

    private static String key(String id) {
        return id.toLowerCase(Locale.ROOT);
    }

    private JobFacts jobFacts(JsonNode job, Map<String, JsonNode> tasks) {
        List<JsonNode> open = tasks.values().stream()
                .filter(task -> !Reports.state(task, "state").equals("completed"))
                .toList();
        return new JobFacts(
                job.path("id").asText(),
                Reports.state(job, "state"),
                job.path("maxParallelTasks").asInt(-1),
                (int) open.stream()
                        .filter(task -> !Reports.state(task, "state").equals("active"))
                        .count(),
                Reports.endsWithItsTasks(job),
                open.stream()
                        .limit(MOST_TASKS)
                        .map(task -> taskFacts(task, tasks))
                        .toList());
    }

    private TaskFacts taskFacts(JsonNode task, Map<String, JsonNode> all) {
        return new TaskFacts(
                task.path("id").asText(),
                Reports.state(task, "state"),
                task.path("requiredSlots").asInt(1),
                task.path("multiInstanceSettings").path("numberOfInstances").asInt(),
                Reports.text(task.path("nodeInfo"), "nodeId"),
                dependencies(task.path("dependsOn"), all),
                List.of());
    }

    private List<Dependency> dependencies(JsonNode dependsOn, Map<String, JsonNode> all) {
        List<Dependency> unmet = new ArrayList<>();
        for (JsonNode id : dependsOn.path("taskIds")) {
            if (unmet.size() < MOST_DEPENDENCIES) {
                unmet(all.get(key(id.asText()))).ifPresent(what -> unmet.add(new Dependency(id.asText(), what)));
            }
        }
        for (JsonNode range : dependsOn.path("taskIdRanges")) {
            int end = range.path("end").asInt();
            for (int number = range.path("start").asInt();
                    number <= end && unmet.size() < MOST_DEPENDENCIES;
                    number++) {
                String id = Integer.toString(number);
                unmet(all.get(id)).ifPresent(what -> unmet.add(new Dependency(id, what)));
            }
        }
        return unmet;
    }

    private Optional<String> unmet(@Nullable JsonNode task) {
        if (task == null) {
            return Optional.of("does not exist");
        }
        TaskReport report = reports.task(task);
        if (!report.completed()) {
            return Optional.of("is " + report.state());
        }
        if (report.succeeded()) {
            return Optional.empty();
        }
        return Optional.of(
                report.exitCode() == null || report.exitCode() == 0
                        ? "failed"
                        : "failed with exit code " + report.exitCode());
    }

    private PoolFacts pool(String poolId) throws InterruptedException {
        JsonNode pool = calls.ifThere("look at pool " + poolId, () -> rest.get(BatchRest.path("pools", poolId)))
                .orElse(null);
        if (pool == null) {
            return PoolFacts.missing(poolId);
        }
        List<JsonNode> nodes = calls.repeatable(
                "list the nodes of pool " + poolId, () -> rest.list(BatchRest.path("pools", poolId, "nodes")));
        List<PoolFacts.Node> facts = new ArrayList<>();
        boolean first = true;
        for (JsonNode node : nodes) {
            NodeReport report = reports.node(node);
            boolean failed = report.state().equals(START_TASK_FAILED);
            facts.add(node(node, report, failed && first ? output.ofNode(poolId, report.id(), STDERR) : ""));
            first &= !failed;
        }
        return new PoolFacts(
                pool.path("id").asText(),
                Reports.state(pool, "state"),
                Reports.isSteady(pool),
                Reports.targetNodes(pool),
                pool.path("taskSlotsPerNode").asInt(1),
                reports.pool(pool, List.of()).resizeErrors(),
                facts);
    }

    private static PoolFacts.Node node(JsonNode node, NodeReport report, String stderr) {
        String failure = null;
        if (report.state().equals(START_TASK_FAILED)) {
            failure = report.startTaskExitCode() == null
                    ? "failed"
                    : "failed with exit code " + report.startTaskExitCode();
        }
        return new PoolFacts.Node(
                report.id(),
                report.state(),
                !Reports.state(node, "schedulingState").equals("disabled"),
                node.path("runningTaskSlotsCount").asInt(),
                failure,
                stderr);
    }
}
