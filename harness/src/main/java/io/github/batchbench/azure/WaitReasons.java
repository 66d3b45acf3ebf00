package io.github.batchbench.azure;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.DetailLevel;
import com.microsoft.azure.batch.protocol.models.AllocationState;
import com.microsoft.azure.batch.protocol.models.CloudJob;
import com.microsoft.azure.batch.protocol.models.CloudPool;
import com.microsoft.azure.batch.protocol.models.CloudTask;
import com.microsoft.azure.batch.protocol.models.ComputeNode;
import com.microsoft.azure.batch.protocol.models.ComputeNodeState;
import com.microsoft.azure.batch.protocol.models.OnAllTasksComplete;
import com.microsoft.azure.batch.protocol.models.SchedulingState;
import com.microsoft.azure.batch.protocol.models.TaskIdRange;
import com.microsoft.azure.batch.protocol.models.TaskState;
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
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why what is in an account, fake or live, does not go on: as far as REST can tell. */
final class WaitReasons {
    private static final int MOST_TASKS = 1000;
    private static final int MOST_DEPENDENCIES = 20;

    private final BatchClient client;
    private final Calls calls;
    private final Reports reports;
    private final NodeOutput output;

    WaitReasons(BatchClient client, Calls calls, Reports reports, NodeOutput output) {
        this.client = client;
        this.calls = calls;
        this.reports = reports;
        this.output = output;
    }

    List<String> ofTask(String jobId, String taskId) throws InterruptedException {
        CloudJob job = job(jobId);
        if (job == null) {
            return List.of("job " + jobId + " does not exist");
        }
        Map<String, CloudTask> tasks = tasks(jobId);
        CloudTask task = tasks.get(key(taskId));
        if (task == null) {
            return List.of("task " + taskId + " does not exist in job " + jobId);
        }
        return Reasons.ofTask(facts(task, tasks), facts(job, tasks), pool(poolId(job)));
    }

    List<String> ofJob(String jobId) throws InterruptedException {
        CloudJob job = job(jobId);
        if (job == null) {
            return List.of("job " + jobId + " does not exist");
        }
        return Reasons.ofJob(facts(job, tasks(jobId)), pool(poolId(job)));
    }

    List<String> ofPool(String poolId) throws InterruptedException {
        return Reasons.ofPool(pool(poolId));
    }

    private static String poolId(CloudJob job) {
        if (job.executionInfo() != null && job.executionInfo().poolId() != null) {
            return job.executionInfo().poolId();
        }
        return job.poolInfo() == null ? "" : String.valueOf(job.poolInfo().poolId());
    }

    private @Nullable CloudJob job(String jobId) throws InterruptedException {
        return orNull(
                "look at job " + jobId, Sdk.get(() -> client.jobOperations().getJob(jobId)));
    }

    private Map<String, CloudTask> tasks(String jobId) throws InterruptedException {
        DetailLevel level = new DetailLevel.Builder()
                .withSelectClause("id,state,requiredSlots,multiInstanceSettings,nodeInfo,dependsOn,executionInfo")
                .build();
        return calls.repeatable(
                "list the tasks of job " + jobId,
                Sdk.get(() -> client.taskOperations().listTasks(jobId, level).stream()
                        .collect(Collectors.toMap(task -> key(task.id()), Function.identity(), (one, same) -> one))));
    }

    private static String key(String id) {
        return id.toLowerCase(Locale.ROOT);
    }

    private JobFacts facts(CloudJob job, Map<String, CloudTask> tasks) {
        List<CloudTask> open = tasks.values().stream()
                .filter(task -> task.state() != TaskState.COMPLETED)
                .toList();
        return new JobFacts(
                job.id(),
                Reports.wireName(job.state()),
                job.maxParallelTasks() == null ? -1 : job.maxParallelTasks(),
                (int) open.stream()
                        .filter(task -> task.state() != TaskState.ACTIVE)
                        .count(),
                job.onAllTasksComplete() == OnAllTasksComplete.TERMINATE_JOB,
                open.stream().limit(MOST_TASKS).map(task -> facts(task, tasks)).toList());
    }

    private TaskFacts facts(CloudTask task, Map<String, CloudTask> all) {
        return new TaskFacts(
                task.id(),
                Reports.wireName(task.state()),
                task.requiredSlots() == null ? 1 : task.requiredSlots(),
                task.multiInstanceSettings() == null
                        ? 0
                        : Reports.orZero(task.multiInstanceSettings().numberOfInstances()),
                task.nodeInfo() == null ? null : task.nodeInfo().nodeId(),
                dependencies(task, all),
                List.of());
    }

    private List<Dependency> dependencies(CloudTask task, Map<String, CloudTask> all) {
        List<Dependency> unmet = new ArrayList<>();
        if (task.dependsOn() == null) {
            return unmet;
        }
        for (String id : task.dependsOn().taskIds() == null
                ? List.<String>of()
                : task.dependsOn().taskIds()) {
            if (unmet.size() < MOST_DEPENDENCIES) {
                unmet(all.get(key(id))).ifPresent(what -> unmet.add(new Dependency(id, what)));
            }
        }
        for (TaskIdRange range : task.dependsOn().taskIdRanges() == null
                ? List.<TaskIdRange>of()
                : task.dependsOn().taskIdRanges()) {
            for (int number = range.start(); number <= range.end() && unmet.size() < MOST_DEPENDENCIES; number++) {
                String id = Integer.toString(number);
                unmet(all.get(id)).ifPresent(what -> unmet.add(new Dependency(id, what)));
            }
        }
        return unmet;
    }

    private Optional<String> unmet(@Nullable CloudTask task) {
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
        CloudPool pool = orNull(
                "look at pool " + poolId, Sdk.get(() -> client.poolOperations().getPool(poolId)));
        if (pool == null) {
            return PoolFacts.missing(poolId);
        }
        List<ComputeNode> nodes = calls.repeatable("list the nodes of pool " + poolId, Sdk.get(() -> {
            List<ComputeNode> all = new ArrayList<>();
            client.computeNodeOperations().listComputeNodes(poolId).forEach(all::add);
            return all;
        }));
        List<PoolFacts.Node> facts = new ArrayList<>();
        boolean first = true;
        for (ComputeNode node : nodes) {
            boolean failed = node.state() == ComputeNodeState.START_TASK_FAILED;
            facts.add(node(node, failed && first ? output.ofNode(poolId, node.id(), "startup/stderr.txt") : ""));
            first &= !failed;
        }
        return new PoolFacts(
                pool.id(),
                Reports.wireName(pool.state()),
                pool.allocationState() == AllocationState.STEADY,
                Reports.orZero(pool.targetDedicatedNodes()) + Reports.orZero(pool.targetLowPriorityNodes()),
                pool.taskSlotsPerNode() == null ? 1 : pool.taskSlotsPerNode(),
                reports.pool(pool, List.of()).resizeErrors(),
                facts);
    }

    private PoolFacts.Node node(ComputeNode node, String stderr) {
        NodeReport report = reports.node(node);
        String failure = null;
        if (node.state() == ComputeNodeState.START_TASK_FAILED) {
            failure = report.startTaskExitCode() == null
                    ? "failed"
                    : "failed with exit code " + report.startTaskExitCode();
        }
        return new PoolFacts.Node(
                node.id(),
                report.state(),
                node.schedulingState() != SchedulingState.DISABLED,
                Reports.orZero(node.runningTaskSlotsCount()),
                failure,
                stderr);
    }

    private <T> @Nullable T orNull(String what, Supplier<T> call) throws InterruptedException {
        try {
            return calls.repeatable(what, call);
        } catch (AzureException absent) {
            if (absent.status() == 404) {
                return null;
            }
            throw absent;
        }
    }
}
