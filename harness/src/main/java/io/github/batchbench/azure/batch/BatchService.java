package io.github.batchbench.azure.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.AzureException;
import io.github.batchbench.azure.http.BatchRest;
import io.github.batchbench.azure.http.Calls;
import io.github.batchbench.azure.model.AccountUse;
import io.github.batchbench.azure.model.Image;
import io.github.batchbench.azure.model.JobReport;
import io.github.batchbench.azure.model.JobSpec;
import io.github.batchbench.azure.model.OwnedResource;
import io.github.batchbench.azure.model.PoolHealth;
import io.github.batchbench.azure.model.PoolSpec;
import io.github.batchbench.azure.model.TaskCounts;
import io.github.batchbench.azure.model.TaskReport;
import io.github.batchbench.azure.model.TaskSpec;
import io.github.batchbench.azure.waiting.Backoff;
import io.github.batchbench.azure.waiting.Pause;
import io.github.batchbench.redaction.Redaction;
import java.time.Duration;
import java.time.Instant;
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
    private static final Backoff IMPATIENT = new Backoff(5, Duration.ofMillis(20), Duration.ofSeconds(1));
    private static final String VERIFIED_LINUX = "verificationType eq 'verified' and osType eq 'linux'";
    private static final Set<String> JOB_GONE = Set.of("JobNotFound", "JobBeingDeleted");
    private static final Set<String> POOL_GONE = Set.of("PoolNotFound", "PoolBeingDeleted");
    private static final Set<String> SCHEDULE_GONE = Set.of("JobScheduleNotFound", "JobScheduleBeingDeleted");
    private static final Set<String> JOB_OVER =
            Set.of("JobNotFound", "JobBeingDeleted", "JobCompleted", "JobBeingTerminated");

    private final BatchRest rest;
    private final Calls calls;
    private final Reports reports;
    private final NodeOutput output;
    private final WaitReasons reasons;

    private BatchService(BatchRest rest, Calls calls) {
        this.rest = rest;
        this.calls = calls;
        this.reports = new Reports(calls.redaction());
        this.output = new NodeOutput(rest, calls);
        this.reasons = new WaitReasons(rest, calls, reports, output);
    }

    /** Opens the account; nothing is sent yet. */
    public static BatchService open(AzureAccount account, Pause pause, Backoff backoff) {
        return new BatchService(BatchRest.of(account), new Calls(pause, backoff, account.redaction()));
    }

    /** Asks with little patience. */
    public static BatchService on(AzureAccount account) {
        return open(account, Pause.REAL, IMPATIENT);
    }

    /** Asks by somebody's own client, with little patience. Closing it closes the client. */
    public static BatchService on(BatchClient client) {
        return new BatchService(BatchRest.of(client), new Calls(Pause.REAL, IMPATIENT, Redaction.of()));
    }

    /** What time it is where the service is, by its latest answer; nothing before the first. */
    public Optional<Instant> serviceTime() {
        return rest.serviceTime();
    }

    /** The verified Linux images with their node agents. */
    public List<Image> verifiedLinuxImages() throws InterruptedException {
        return calls
                .repeatable("list the supported images", () -> rest.found("/supportedimages", VERIFIED_LINUX))
                .stream()
                .filter(image -> Reports.state(image, "verificationType").equals("verified"))
                .filter(image -> Reports.state(image, "osType").equals("linux"))
                .map(BatchService::image)
                .toList();
    }

    private static Image image(JsonNode image) {
        JsonNode reference = image.path("imageReference");
        return new Image(
                reference.path("publisher").asText(),
                reference.path("offer").asText(),
                reference.path("sku").asText(),
                reference.path("version").asText("latest"),
                image.path("nodeAgentSKUId").asText());
    }

    /** Creates a pool. */
    public void createPool(PoolSpec spec) throws InterruptedException {
        calls.create("create pool " + spec.id(), "PoolExists", () -> rest.call("POST", "/pools", Requests.pool(spec)));
    }

    /** Whether there is such a pool, even one that is being deleted. */
    public boolean poolExists(String poolId) throws InterruptedException {
        return calls.repeatable("look for pool " + poolId, () -> rest.exists(pool(poolId)));
    }

    /** Whether the pool can run tasks, and what is in its way. */
    public PoolHealth poolHealth(String poolId) throws InterruptedException {
        return calls.repeatable("look at pool " + poolId, () -> {
            // The pool first: once it is steady, its nodes are all there.
            JsonNode pool = rest.get(pool(poolId));
            List<JsonNode> nodes = Reports.awaitsFirstNode(pool)
                    ? List.of()
                    : rest.list(BatchRest.path("pools", poolId, "nodes"), "id", "state", "startTaskInfo");
            return reports.pool(pool, nodes);
        });
    }

    private static String pool(String id) {
        return BatchRest.path("pools", id);
    }

    private static String jobPath(String id) {
        return BatchRest.path("jobs", id);
    }

    private static String tasksPath(String jobId) {
        return BatchRest.path("jobs", jobId, "tasks");
    }

    /** Creates a job. */
    public void createJob(JobSpec spec) throws InterruptedException {
        calls.create("create job " + spec.id(), "JobExists", () -> rest.call("POST", "/jobs", Requests.job(spec)));
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
        new TaskSubmission(rest, calls, jobId)
                .add(tasks.stream().map(Requests::task).toList());
    }

    /**
     * Lets the job end as soon as its tasks are over, so that it does not count as active for ever if nobody comes back
     * to it. Only once all tasks are added: a job without tasks is over at once.
     */
    public void endJobWithItsTasks(String jobId) throws InterruptedException {
        JsonNode patch = BatchRest.JSON.createObjectNode().put("onAllTasksComplete", "terminatejob");
        calls.end(
                "let job " + jobId + " end with its tasks", JOB_OVER, () -> rest.call("PATCH", jobPath(jobId), patch));
    }

    /** How many tasks are in which state, by one request for any number of tasks. The service's count may lag a little. */
    public TaskCounts taskCounts(String jobId) throws InterruptedException {
        JsonNode counts = calls.repeatable(
                        "count the tasks of job " + jobId, () -> rest.get(BatchRest.path("jobs", jobId, "taskcounts")))
                .path("taskCounts");
        return new TaskCounts(
                counts.path("active").asInt(),
                counts.path("running").asInt(),
                counts.path("completed").asInt(),
                counts.path("succeeded").asInt(),
                counts.path("failed").asInt());
    }

    /** All tasks of a job, by as many requests as it has thousands of tasks. */
    public List<TaskReport> tasks(String jobId) throws InterruptedException {
        return calls
                .repeatable(
                        "list the tasks of job " + jobId,
                        () -> rest.list(tasksPath(jobId), "id", "state", "commandLine", "executionInfo", "nodeInfo"))
                .stream()
                .map(reports::task)
                .toList();
    }

    /** The paths of all files in a task's folder, without folders. */
    public List<String> taskFiles(String jobId, String taskId) throws InterruptedException {
        return calls
                .repeatable(
                        "list the files of task " + taskId + " of job " + jobId, () -> rest.filesOfTask(jobId, taskId))
                .stream()
                .filter(file -> !file.path("isDirectory").asBoolean())
                .map(file -> file.path("name").asText())
                .toList();
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
        JsonNode body = BatchRest.JSON.createObjectNode().put("terminateReason", reason);
        calls.end(
                "terminate job " + jobId,
                JOB_OVER,
                () -> rest.call("POST", BatchRest.path("jobs", jobId, "terminate"), body));
    }

    /** Asks for a job's deletion, which takes a while; nothing happens if it is gone. */
    public void deleteJob(String jobId) throws InterruptedException {
        calls.end("delete job " + jobId, JOB_GONE, () -> rest.call("DELETE", jobPath(jobId), null));
    }

    /** Asks for a pool's deletion, which takes a while; nothing happens if it is gone. */
    public void deletePool(String poolId) throws InterruptedException {
        calls.end("delete pool " + poolId, POOL_GONE, () -> rest.call("DELETE", pool(poolId), null));
    }

    /** Whether there is such a job, even one that is being deleted. */
    public boolean jobExists(String jobId) throws InterruptedException {
        return job(jobId).isPresent();
    }

    /** A job, if there is one of that id. */
    public Optional<JobReport> job(String jobId) throws InterruptedException {
        return calls.ifThere(
                        "look for job " + jobId,
                        () -> rest.get(jobPath(jobId), "id", "state", "poolInfo", "onAllTasksComplete", "metadata"))
                .map(reports::job);
    }

    /** The value that each task of a job has for a setting of its environment, by task id. */
    public Map<String, String> taskSettings(String jobId, String name) throws InterruptedException {
        List<JsonNode> tasks = calls.repeatable(
                "list the tasks of job " + jobId, () -> rest.list(tasksPath(jobId), "id", "environmentSettings"));
        Map<String, String> values = new TreeMap<>();
        for (JsonNode task : tasks) {
            for (JsonNode setting : task.path("environmentSettings")) {
                if (setting.path("name").asText().equals(name)) {
                    values.put(task.path("id").asText(), setting.path("value").asText());
                }
            }
        }
        return values;
    }

    /** What is in the account. */
    public AccountUse use() throws InterruptedException {
        return calls.repeatable("count pools, jobs and nodes", () -> Inventory.use(rest));
    }

    /** The account's job schedules, jobs and pools with their metadata, those on their way out left out. */
    public List<OwnedResource> resources() throws InterruptedException {
        return calls.repeatable("list pools, jobs and job schedules", () -> Inventory.of(rest));
    }

    /** Asks for a job schedule's deletion and that of its job; nothing happens if it is gone. */
    public void deleteJobSchedule(String id) throws InterruptedException {
        calls.end(
                "delete job schedule " + id,
                SCHEDULE_GONE,
                () -> rest.call("DELETE", BatchRest.path("jobschedules", id), null));
    }

    /** Lets go of connections and threads. */
    @Override
    public void close() {
        rest.close();
    }
}
