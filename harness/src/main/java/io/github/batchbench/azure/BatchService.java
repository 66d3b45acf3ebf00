package io.github.batchbench.azure;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.DetailLevel;
import com.microsoft.azure.batch.protocol.models.CloudTask;
import com.microsoft.azure.batch.protocol.models.ComputeNode;
import com.microsoft.azure.batch.protocol.models.EnvironmentSetting;
import com.microsoft.azure.batch.protocol.models.ImageInformation;
import com.microsoft.azure.batch.protocol.models.ImageReference;
import com.microsoft.azure.batch.protocol.models.JobPatchParameter;
import com.microsoft.azure.batch.protocol.models.NodeFile;
import com.microsoft.azure.batch.protocol.models.OSType;
import com.microsoft.azure.batch.protocol.models.OnAllTasksComplete;
import com.microsoft.azure.batch.protocol.models.VerificationType;
import io.github.batchbench.redaction.Redaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the kit asks of a Batch account. Every request is sent again, with a growing wait, when it failed for a passing
 * reason; what fails for good is an {@link AzureException}. Thread-safe.
 */
public final class BatchService implements AutoCloseable {
    private static final Set<String> JOB_GONE = Set.of("JobNotFound", "JobBeingDeleted");
    private static final Set<String> POOL_GONE = Set.of("PoolNotFound", "PoolBeingDeleted");
    private static final Set<String> SCHEDULE_GONE = Set.of("JobScheduleNotFound", "JobScheduleBeingDeleted");
    private static final Set<String> JOB_OVER =
            Set.of("JobNotFound", "JobBeingDeleted", "JobCompleted", "JobBeingTerminated");

    private final BatchClient client;
    private final Calls calls;
    private final Reports reports;
    private final NodeOutput output;
    private final WaitReasons reasons;
    private final ServiceClock clock;

    private BatchService(BatchClient client, Calls calls, ServiceClock clock) {
        this.client = client;
        this.calls = calls;
        this.clock = clock;
        this.reports = new Reports(calls.redaction());
        this.output = new NodeOutput(client, calls);
        this.reasons = new WaitReasons(client, calls, reports, output);
    }

    /** Opens the account; nothing is sent yet. */
    public static BatchService open(AzureAccount account, Pause pause, Backoff backoff) {
        Calls calls = new Calls(pause, backoff, account.redaction());
        ServiceClock clock = new ServiceClock();
        return new BatchService(BatchClients.openWithoutRetries(account, clock), calls, clock);
    }

    /** Asks by somebody's own client, with little patience. Closing it closes the client. */
    public static BatchService on(BatchClient client) {
        Backoff impatient = new Backoff(5, Duration.ofMillis(20), Duration.ofSeconds(1));
        return new BatchService(client, new Calls(Pause.REAL, impatient, Redaction.of()), new ServiceClock());
    }

    /** What time it is where the service is, by its latest answer; nothing before the first. */
    public Optional<Instant> serviceTime() {
        return clock.latest();
    }

    /** The verified Linux images with their node agents. */
    public List<Image> verifiedLinuxImages() throws InterruptedException {
        return calls.repeatable(
                "list the supported images",
                Sdk.get(() -> client.accountOperations().listSupportedImages().stream()
                        .filter(image -> image.verificationType() == VerificationType.VERIFIED)
                        .filter(image -> image.osType() == OSType.LINUX)
                        .map(BatchService::image)
                        .toList()));
    }

    private static Image image(ImageInformation image) {
        ImageReference reference = image.imageReference();
        String version = reference.version() == null ? "latest" : reference.version();
        return new Image(reference.publisher(), reference.offer(), reference.sku(), version, image.nodeAgentSKUId());
    }

    /** Creates a pool. */
    public void createPool(PoolSpec spec) throws InterruptedException {
        calls.create(
                "create pool " + spec.id(),
                "PoolExists",
                Sdk.run(() -> client.poolOperations().createPool(Requests.pool(spec))));
    }

    /** Whether there is such a pool, even one that is being deleted. */
    public boolean poolExists(String poolId) throws InterruptedException {
        return calls.repeatable(
                "look for pool " + poolId, Sdk.get(() -> client.poolOperations().existsPool(poolId)));
    }

    /** Whether the pool can run tasks, and what is in its way. */
    public PoolHealth poolHealth(String poolId) throws InterruptedException {
        DetailLevel nodeLevel = new DetailLevel.Builder()
                .withSelectClause("id,state,startTaskInfo")
                .build();
        return calls.repeatable("look at pool " + poolId, Sdk.get(() -> {
            List<ComputeNode> nodes = new ArrayList<>();
            client.computeNodeOperations().listComputeNodes(poolId, nodeLevel).forEach(nodes::add);
            return reports.pool(client.poolOperations().getPool(poolId), nodes);
        }));
    }

    /** Creates a job. */
    public void createJob(JobSpec spec) throws InterruptedException {
        calls.create(
                "create job " + spec.id(),
                "JobExists",
                Sdk.run(() -> client.jobOperations().createJob(Requests.job(spec))));
    }

    /**
     * Adds any number of tasks, each exactly once.
     *
     * @throws TasksNotAddedException naming each task that was not added
     * @throws IllegalArgumentException if two have the same id
     */
    public void addTasks(String jobId, List<TaskSpec> tasks) throws InterruptedException {
        Set<String> ids = new HashSet<>();
        for (TaskSpec task : tasks) {
            if (!ids.add(task.id())) {
                throw new IllegalArgumentException("Two tasks have the id " + task.id() + ".");
            }
        }
        new TaskSubmission(client, calls, jobId)
                .add(tasks.stream().map(Requests::task).toList());
    }

    /**
     * Lets the job end as soon as its tasks are over, so that it does not count as active for ever if nobody comes back
     * to it. Only once all tasks are added: a job without tasks is over at once.
     */
    public void endJobWithItsTasks(String jobId) throws InterruptedException {
        JobPatchParameter patch = new JobPatchParameter().withOnAllTasksComplete(OnAllTasksComplete.TERMINATE_JOB);
        calls.end(
                "let job " + jobId + " end with its tasks",
                JOB_OVER,
                Sdk.run(() -> client.protocolLayer().jobs().patch(jobId, patch)));
    }

    /** How many tasks are in which state, by one request for any number of tasks. The service's count may lag a little. */
    public TaskCounts taskCounts(String jobId) throws InterruptedException {
        return calls.repeatable("count the tasks of job " + jobId, Sdk.get(() -> {
            var counts = client.jobOperations().getTaskCounts(jobId);
            return new TaskCounts(
                    counts.active(), counts.running(), counts.completed(), counts.succeeded(), counts.failed());
        }));
    }

    /** All tasks of a job, by as many requests as it has thousands of tasks. */
    public List<TaskReport> tasks(String jobId) throws InterruptedException {
        DetailLevel level = new DetailLevel.Builder()
                .withSelectClause("id,state,commandLine,executionInfo,nodeInfo")
                .build();
        return calls.repeatable("list the tasks of job " + jobId, Sdk.get(() -> {
            List<TaskReport> tasks = new ArrayList<>();
            client.taskOperations().listTasks(jobId, level).forEach(task -> tasks.add(reports.task(task)));
            return tasks;
        }));
    }

    /** The paths of all files in a task's folder, without folders. */
    public List<String> taskFiles(String jobId, String taskId) throws InterruptedException {
        return calls.repeatable(
                "list the files of task " + taskId + " of job " + jobId,
                Sdk.get(() -> client.fileOperations().listFilesFromTask(jobId, taskId, true, null).stream()
                        .filter(file -> !Boolean.TRUE.equals(file.isDirectory()))
                        .map(NodeFile::name)
                        .toList()));
    }

    /** A file in a task's folder as UTF-8 text; only for files known to be small. */
    public String taskFile(String jobId, String taskId, String path) throws InterruptedException {
        return output.wholeOfTask(jobId, taskId, path);
    }

    /** The last few KiB of a task's standard error; says so in brackets if it cannot be had. */
    public String endOfTaskStderr(String jobId, String taskId) throws InterruptedException {
        return output.ofTask(jobId, taskId, "stderr.txt");
    }

    /** The last few KiB of a start task's standard error; says so in brackets if it cannot be had. */
    public String endOfStartTaskStderr(String poolId, String nodeId) throws InterruptedException {
        return output.ofNode(poolId, nodeId, "startup/stderr.txt");
    }

    /** Why a task is not over, in plain words; empty if it is. */
    public List<String> whyTask(String jobId, String taskId) throws InterruptedException {
        return reasons.ofTask(jobId, taskId);
    }

    /** Why a job is not over: what is in the way of its tasks; empty if it is over. */
    public List<String> whyJob(String jobId) throws InterruptedException {
        return reasons.ofJob(jobId);
    }

    /** Why a pool cannot run tasks, or not as many as it should; empty if all its nodes work. */
    public List<String> whyPool(String poolId) throws InterruptedException {
        return reasons.ofPool(poolId);
    }

    /** Ends a job and its running tasks; nothing happens if it is over or gone. */
    public void terminateJob(String jobId, String reason) throws InterruptedException {
        calls.end(
                "terminate job " + jobId,
                JOB_OVER,
                Sdk.run(() -> client.jobOperations().terminateJob(jobId, reason)));
    }

    /** Asks for a job's deletion, which takes a while; nothing happens if it is gone. */
    public void deleteJob(String jobId) throws InterruptedException {
        calls.end(
                "delete job " + jobId,
                JOB_GONE,
                Sdk.run(() -> client.jobOperations().deleteJob(jobId)));
    }

    /** Asks for a pool's deletion, which takes a while; nothing happens if it is gone. */
    public void deletePool(String poolId) throws InterruptedException {
        calls.end(
                "delete pool " + poolId,
                POOL_GONE,
                Sdk.run(() -> client.poolOperations().deletePool(poolId)));
    }

    /** Whether there is such a job, even one that is being deleted. */
    public boolean jobExists(String jobId) throws InterruptedException {
        return job(jobId).isPresent();
    }

    /** A job, if there is one of that id. */
    public Optional<JobReport> job(String jobId) throws InterruptedException {
        DetailLevel level = new DetailLevel.Builder()
                .withSelectClause("id,state,poolInfo,onAllTasksComplete,metadata")
                .build();
        try {
            return Optional.of(calls.repeatable(
                    "look for job " + jobId,
                    Sdk.get(() -> reports.job(client.jobOperations().getJob(jobId, level)))));
        } catch (AzureException absent) {
            if (absent.status() == 404) {
                return Optional.empty();
            }
            throw absent;
        }
    }

    /** The value that each task of a job has for a setting of its environment, by task id. */
    public Map<String, String> taskSettings(String jobId, String name) throws InterruptedException {
        DetailLevel level = new DetailLevel.Builder()
                .withSelectClause("id,environmentSettings")
                .build();
        return calls.repeatable("list the tasks of job " + jobId, Sdk.get(() -> {
            Map<String, String> values = new TreeMap<>();
            client.taskOperations()
                    .listTasks(jobId, level)
                    .forEach(task -> settings(task).stream()
                            .filter(setting -> setting.name().equals(name))
                            .forEach(setting -> values.put(task.id(), setting.value())));
            return values;
        }));
    }

    private static List<EnvironmentSetting> settings(CloudTask task) {
        return task.environmentSettings() == null ? List.of() : task.environmentSettings();
    }

    /** What is in the account. */
    public AccountUse use() throws InterruptedException {
        return calls.repeatable("count pools, jobs and nodes", Sdk.get(() -> Inventory.use(client)));
    }

    /** The account's job schedules, jobs and pools with their metadata, those on their way out left out. */
    public List<OwnedResource> resources() throws InterruptedException {
        return calls.repeatable("list pools, jobs and job schedules", Sdk.get(() -> Inventory.of(client)));
    }

    /** Asks for a job schedule's deletion and that of its job; nothing happens if it is gone. */
    public void deleteJobSchedule(String id) throws InterruptedException {
        calls.end(
                "delete job schedule " + id,
                SCHEDULE_GONE,
                Sdk.run(() -> client.jobScheduleOperations().deleteJobSchedule(id)));
    }

    /** Lets go of connections and threads. */
    @Override
    public void close() {
        client.protocolLayer().restClient().close();
    }
}
