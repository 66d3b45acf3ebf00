package io.github.batchbench.live;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.CloudJob;
import com.microsoft.azure.batch.protocol.models.CloudPool;
import com.microsoft.azure.batch.protocol.models.CloudTask;
import com.microsoft.azure.batch.protocol.models.JobAddParameter;
import com.microsoft.azure.batch.protocol.models.JobConstraints;
import com.microsoft.azure.batch.protocol.models.JobState;
import com.microsoft.azure.batch.protocol.models.PoolAddParameter;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import com.microsoft.azure.batch.protocol.models.TaskConstraints;
import com.microsoft.azure.batch.protocol.models.TaskDependencies;
import io.github.batchbench.Ubuntu;
import io.github.batchbench.azure.waiting.Await;
import io.github.batchbench.azure.waiting.Pause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.joda.time.Period;

/** Questions that need no node. Each deletes what it made. */
final class FreeProbes {
    private static final Duration LONG = Duration.ofMinutes(2);

    static final List<Probe> ALL = List.of(
            new Probe(
                    "get a pool that is not there",
                    (batch, id) -> batch.poolOperations().getPool(id).state()),
            new Probe(
                    "get a job that is not there",
                    (batch, id) -> batch.jobOperations().getJob(id).state()),
            new Probe(
                    "get a task of a job that is not there",
                    (batch, id) -> batch.taskOperations().getTask(id, "t").state()),
            new Probe("create a job whose id has a space", (batch, id) -> inJob(batch, id + " x", job -> "made")),
            new Probe("create a job twice", (batch, id) -> inJob(batch, id, job -> inJob(batch, id, same -> "made"))),
            new Probe(
                    "create a job in other case",
                    (batch, id) -> inJob(batch, id, job -> inJob(batch, id.replace("bb-", "BB-"), same -> "made"))),
            new Probe("defaults of a job", (batch, id) -> inJob(batch, id, FreeProbes::jobDefaults)),
            new Probe("defaults of a task", (batch, id) -> inTask(batch, id, FreeProbes::taskDefaults)),
            new Probe("defaults of a pool", (batch, id) -> inPool(batch, pool(id), FreeProbes::poolDefaults)),
            new Probe("add a task twice", (batch, id) -> inTask(batch, id, task -> addTask(batch, id, task()))),
            new Probe(
                    "add a task with dependencies to a job without",
                    (batch, id) -> inJob(
                            batch,
                            id,
                            job -> addTask(
                                    batch,
                                    id,
                                    task().withDependsOn(new TaskDependencies().withTaskIds(List.of("x")))))),
            new Probe(
                    "add a task with a limit of 0 s",
                    (batch, id) -> inJob(
                            batch,
                            id,
                            job -> addTask(
                                    batch,
                                    id,
                                    task().withConstraints(new TaskConstraints().withMaxWallClockTime(Period.ZERO))))),
            new Probe(
                    "add a task that is retried -2 times",
                    (batch, id) -> inJob(
                            batch,
                            id,
                            job -> addTask(
                                    batch,
                                    id,
                                    task().withConstraints(new TaskConstraints().withMaxTaskRetryCount(-2))))),
            new Probe(
                    "add a task without a command line",
                    (batch, id) -> inJob(
                            batch,
                            id,
                            job -> addTask(
                                    batch,
                                    id,
                                    new TaskAddParameter().withId("t").withCommandLine("")))),
            new Probe(
                    "add 101 tasks in one request",
                    (batch, id) -> inJob(batch, id, job -> {
                        List<TaskAddParameter> tasks = IntStream.range(0, 101)
                                .mapToObj(i -> task().withId("t" + i))
                                .toList();
                        return batch.protocolLayer()
                                .tasks()
                                .addCollection(id, tasks)
                                .value()
                                .size();
                    })),
            new Probe(
                    "read a file of a task that has not run",
                    (batch, id) -> inTask(
                            batch,
                            id,
                            task -> batch.fileOperations()
                                    .getFilePropertiesFromTask(id, "t", "stdout.txt")
                                    .contentLength())),
            new Probe(
                    "terminate a task that has not run",
                    (batch, id) -> inTask(batch, id, task -> {
                        batch.taskOperations().terminateTask(id, "t");
                        CloudTask ended = batch.taskOperations().getTask(id, "t");
                        return ended.state() + " " + ended.executionInfo().result() + " "
                                + ended.executionInfo().failureInfo().code();
                    })),
            new Probe(
                    "reactivate a task that is not over",
                    (batch, id) -> inTask(batch, id, task -> {
                        batch.taskOperations().reactivateTask(id, "t");
                        return "done";
                    })),
            new Probe(
                    "add a task to a job that is over",
                    (batch, id) -> inJob(batch, id, job -> {
                        batch.jobOperations().terminateJob(id, "probe");
                        Await.until(Pause.REAL, LONG, () -> isCompleted(batch, id));
                        return addTask(batch, id, task());
                    })),
            new Probe(
                    "job with priority 1001",
                    (batch, id) -> make(
                            batch,
                            new JobAddParameter().withId(id).withPriority(1001).withPoolInfo(none()))),
            new Probe(
                    "job with a limit of 0 s",
                    (batch, id) -> make(
                            batch,
                            new JobAddParameter()
                                    .withId(id)
                                    .withPoolInfo(none())
                                    .withConstraints(new JobConstraints().withMaxWallClockTime(Period.ZERO)))),
            new Probe(
                    "pool with a resize time-out of 1 min",
                    (batch, id) -> inPool(batch, pool(id).withResizeTimeout(Period.minutes(1)), pool -> "made")),
            new Probe(
                    "pool with 257 slots on a node",
                    (batch, id) -> inPool(batch, pool(id).withTaskSlotsPerNode(257), pool -> "made")),
            new Probe("pool with an unknown node agent", (batch, id) -> {
                PoolAddParameter pool = pool(id);
                pool.virtualMachineConfiguration().withNodeAgentSKUId("batch.node.none 1");
                return inPool(batch, pool, made -> "made");
            }),
            new Probe(
                    "pool with a formula that is none",
                    (batch, id) -> inPool(
                            batch,
                            pool(id).withTargetDedicatedNodes(null)
                                    .withEnableAutoScale(true)
                                    .withAutoScaleFormula("$TargetDedicatedNodes = ;"),
                            pool -> "made")),
            new Probe(
                    "pool whose formula is looked at every minute",
                    (batch, id) -> inPool(
                            batch,
                            pool(id).withTargetDedicatedNodes(null)
                                    .withEnableAutoScale(true)
                                    .withAutoScaleFormula("$TargetDedicatedNodes = 0;")
                                    .withAutoScaleEvaluationInterval(Period.minutes(1)),
                            pool -> "made")),
            new Probe(
                    "what a formula with an end came to at once",
                    (batch, id) -> inPool(
                            batch,
                            pool(id).withTargetDedicatedNodes(null)
                                    .withEnableAutoScale(true)
                                    .withAutoScaleFormula(
                                            "over = time() >= time(\"2020-01-01T00:00:00Z\"); $TargetDedicatedNodes = over ? 0 : 1;"),
                            pool -> pool.autoScaleRun() == null
                                    ? "not looked at yet"
                                    : pool.autoScaleRun().results())));

    private FreeProbes() {}

    private interface Use<T> {
        Object on(T made) throws Exception;
    }

    private static boolean isCompleted(BatchClient batch, String job) {
        try {
            return batch.jobOperations().getJob(job).state() == JobState.COMPLETED;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PoolInformation none() {
        return new PoolInformation().withPoolId("bb-no-such-pool");
    }

    private static TaskAddParameter task() {
        return new TaskAddParameter().withId("t").withCommandLine("/bin/true");
    }

    private static PoolAddParameter pool(String id) {
        return new PoolAddParameter()
                .withId(id)
                .withVmSize("standard_d2s_v3")
                .withTargetDedicatedNodes(0)
                .withVirtualMachineConfiguration(Ubuntu.machine());
    }

    private static Object make(BatchClient batch, JobAddParameter asked) throws Exception {
        batch.jobOperations().createJob(asked);
        batch.jobOperations().deleteJob(asked.id());
        return "made";
    }

    private static Object inJob(BatchClient batch, String id, Use<CloudJob> use) throws Exception {
        batch.jobOperations().createJob(id, none());
        try {
            return use.on(batch.jobOperations().getJob(id));
        } finally {
            batch.jobOperations().deleteJob(id);
        }
    }

    private static Object inTask(BatchClient batch, String id, Use<CloudTask> use) throws Exception {
        return inJob(batch, id, job -> {
            addTask(batch, id, task());
            return use.on(batch.taskOperations().getTask(id, "t"));
        });
    }

    private static Object inPool(BatchClient batch, PoolAddParameter asked, Use<CloudPool> use) throws Exception {
        batch.poolOperations().createPool(asked);
        try {
            return use.on(batch.poolOperations().getPool(asked.id()));
        } finally {
            batch.poolOperations().deletePool(asked.id());
        }
    }

    private static Object addTask(BatchClient batch, String job, TaskAddParameter task) throws Exception {
        batch.taskOperations().createTask(job, task);
        return "added";
    }

    private static Object jobDefaults(CloudJob job) {
        return "%s, priority %s, at once %s, retries %s, at the end %s, on failure %s"
                .formatted(
                        job.state(),
                        job.priority(),
                        job.maxParallelTasks(),
                        job.constraints().maxTaskRetryCount(),
                        job.onAllTasksComplete(),
                        job.onTaskFailure());
    }

    private static Object taskDefaults(CloudTask task) {
        return "%s, slots %s, retries %s, kept %s, user %s %s"
                .formatted(
                        task.state(),
                        task.requiredSlots(),
                        task.constraints().maxTaskRetryCount(),
                        task.constraints().retentionTime(),
                        task.userIdentity().autoUser().scope(),
                        task.userIdentity().autoUser().elevationLevel());
    }

    private static Object poolDefaults(CloudPool pool) {
        return "%s, slots %s, resize time-out %s, fill %s, between nodes %s, autoscale %s"
                .formatted(
                        pool.state(),
                        pool.taskSlotsPerNode(),
                        pool.resizeTimeout(),
                        pool.taskSchedulingPolicy().nodeFillType(),
                        pool.enableInterNodeCommunication(),
                        pool.enableAutoScale());
    }
}
