package io.github.batchbench.azure;

import com.microsoft.azure.batch.protocol.models.AllocationState;
import com.microsoft.azure.batch.protocol.models.AutoScaleRunError;
import com.microsoft.azure.batch.protocol.models.CloudJob;
import com.microsoft.azure.batch.protocol.models.CloudPool;
import com.microsoft.azure.batch.protocol.models.CloudTask;
import com.microsoft.azure.batch.protocol.models.ComputeNode;
import com.microsoft.azure.batch.protocol.models.NameValuePair;
import com.microsoft.azure.batch.protocol.models.OnAllTasksComplete;
import com.microsoft.azure.batch.protocol.models.ResizeError;
import com.microsoft.azure.batch.protocol.models.StartTaskInformation;
import com.microsoft.azure.batch.protocol.models.TaskExecutionInformation;
import com.microsoft.azure.batch.protocol.models.TaskExecutionResult;
import com.microsoft.azure.batch.protocol.models.TaskFailureInformation;
import com.microsoft.azure.batch.protocol.models.TaskState;
import io.github.batchbench.redaction.Redaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.joda.time.DateTime;
import org.jspecify.annotations.Nullable;

/** The SDK's answers as the kit's reports, without secrets. */
final class Reports {
    private final Redaction redaction;

    Reports(Redaction redaction) {
        this.redaction = redaction;
    }

    TaskReport task(CloudTask task) {
        TaskExecutionInformation run =
                Objects.requireNonNullElseGet(task.executionInfo(), TaskExecutionInformation::new);
        return new TaskReport(
                task.id(),
                wireName(task.state()),
                task.state() == TaskState.COMPLETED && succeeded(run),
                run.exitCode(),
                failure(run.failureInfo()),
                task.nodeInfo() == null ? null : task.nodeInfo().nodeId(),
                redaction.apply(String.valueOf(task.commandLine())),
                run.retryCount(),
                run.requeueCount(),
                instant(run.startTime()),
                instant(run.endTime()));
    }

    /** Old services do not write a result; then the exit code and the failure tell. */
    private static boolean succeeded(TaskExecutionInformation run) {
        if (run.result() != null) {
            return run.result() == TaskExecutionResult.SUCCESS;
        }
        return run.failureInfo() == null && run.exitCode() != null && run.exitCode() == 0;
    }

    JobReport job(CloudJob job) {
        return new JobReport(
                job.id(),
                wireName(job.state()),
                job.poolInfo() == null ? "" : String.valueOf(job.poolInfo().poolId()),
                job.onAllTasksComplete() == OnAllTasksComplete.TERMINATE_JOB,
                Inventory.metadata(job.metadata()));
    }

    PoolHealth pool(CloudPool pool, List<ComputeNode> nodes) {
        return new PoolHealth(
                pool.allocationState() == AllocationState.STEADY,
                orZero(pool.targetDedicatedNodes()) + orZero(pool.targetLowPriorityNodes()),
                troubles(pool),
                nodes.stream().map(this::node).toList());
    }

    /** What kept the service from giving the pool its nodes. */
    private List<String> troubles(CloudPool pool) {
        List<String> troubles = new ArrayList<>();
        if (pool.resizeErrors() != null) {
            pool.resizeErrors().forEach(error -> troubles.add(resizeError(error)));
        }
        if (pool.autoScaleRun() != null && pool.autoScaleRun().error() != null) {
            AutoScaleRunError error = pool.autoScaleRun().error();
            troubles.add(redaction.apply(error.code() + ": " + error.message() + details(error.values())));
        }
        return troubles;
    }

    private String resizeError(ResizeError error) {
        return redaction.apply(
                error.code() + ": " + error.message() + details(error.values()) + Advice.on(error.code()));
    }

    NodeReport node(ComputeNode node) {
        StartTaskInformation start = node.startTaskInfo();
        return new NodeReport(
                node.id(),
                wireName(node.state()),
                start == null ? null : start.exitCode(),
                start == null ? null : failure(start.failureInfo()));
    }

    private @Nullable String failure(@Nullable TaskFailureInformation info) {
        return info == null ? null : redaction.apply(info.code() + ": " + info.message() + details(info.details()));
    }

    private static String details(@Nullable List<NameValuePair> details) {
        if (details == null || details.isEmpty()) {
            return "";
        }
        return details.stream()
                .map(detail -> detail.name() + ": " + detail.value())
                .collect(Collectors.joining("; ", " (", ")"));
    }

    static int orZero(@Nullable Integer number) {
        return number == null ? 0 : number;
    }

    private static @Nullable Instant instant(@Nullable DateTime time) {
        return time == null ? null : Instant.ofEpochMilli(time.getMillis());
    }

    /** The service's word for a state; {@code unknown} for one that this SDK does not know. */
    static String wireName(@Nullable Object state) {
        return state == null ? "unknown" : state.toString().toLowerCase(Locale.ROOT);
    }
}
