package io.github.batchbench.assertj;

import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.api.OfflineAccount;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.batch.BatchService;
import io.github.batchbench.azure.model.JobReport;
import io.github.batchbench.azure.model.PoolHealth;
import io.github.batchbench.azure.model.TaskReport;
import io.github.batchbench.azure.waiting.Await;
import io.github.batchbench.azure.waiting.Pause;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What assertions ask of a service. */
final class ObservedService {
    private final BatchService batch;
    private final Pause pause;

    ObservedService(BatchService batch, Pause pause) {
        this.batch = batch;
        this.pause = pause;
    }

    static ObservedService of(AzureAccount account) {
        return new ObservedService(BatchService.on(account), OfflineAccount.pauseAt(account.batchEndpoint()));
    }

    static ObservedService of(BatchClient client) {
        return new ObservedService(
                BatchService.on(client),
                OfflineAccount.pauseAt(URI.create(client.protocolLayer().batchUrl())));
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws InterruptedException;
    }

    private static <T> T ask(Question<T> question) {
        try {
            return question.ask();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while the service was asked.", e);
        }
    }

    /** Goes on to a job as it is now. */
    JobAssert job(String id) {
        JobReport job = ask(() -> batch.job(id)).orElseThrow(() -> missing("job", id));
        return new JobAssert(job, this);
    }

    /** Goes on to a pool as it is now. */
    PoolAssert pool(String id) {
        PoolHealth pool = ask(() ->
                        batch.poolExists(id) ? Optional.of(batch.poolHealth(id)) : Optional.<PoolHealth>empty())
                .orElseThrow(() -> missing("pool", id));
        return new PoolAssert(pool, this, id);
    }

    private AssertionError missing(String kind, String id) {
        List<String> others = ids(kind);
        return new AssertionError(
                "There is no " + kind + " " + id + ", " + (others.isEmpty() ? "nor any other" : "only " + others));
    }

    List<TaskReport> tasks(String jobId) {
        return ask(() -> batch.tasks(jobId));
    }

    /** Asks until all tasks of the job are over, or the patience is. */
    List<TaskReport> tasks(String jobId, Duration patience) {
        await(patience, () -> batch.tasks(jobId).stream().allMatch(TaskReport::completed));
        return tasks(jobId);
    }

    /** Asks again and again, by the fake's time if it is a fake; whether it came true before the patience was over. */
    boolean await(Duration patience, Await.Question question) {
        return ask(() -> Await.until(pause, patience, question));
    }

    PoolHealth poolHealth(String id) throws InterruptedException {
        return batch.poolHealth(id);
    }

    Optional<JobReport> jobReport(String id) throws InterruptedException {
        return batch.job(id);
    }

    Optional<TaskReport> taskReport(String jobId, String taskId) throws InterruptedException {
        return batch.tasks(jobId).stream()
                .filter(task -> task.id().equalsIgnoreCase(taskId))
                .findFirst();
    }

    /** Why a job is not over, ready to stand at the end of a failure; empty if it is. */
    String whyJob(String id) {
        return why(ask(() -> batch.whyJob(id)));
    }

    /** The same of a task. */
    String whyTask(String jobId, String taskId) {
        return why(ask(() -> batch.whyTask(jobId, taskId)));
    }

    /** The same of a pool. */
    String whyPool(String id) {
        return why(ask(() -> batch.whyPool(id)));
    }

    private static String why(List<String> reasons) {
        return reasons.isEmpty() ? "" : "\n  because:\n    " + String.join("\n    ", reasons);
    }

    /** Ids of one kind, for failures that say what there is instead. */
    List<String> ids(String kind) {
        return ask(() -> batch.resources()).stream()
                .filter(resource -> resource.kind().title().equals(kind))
                .map(resource -> resource.id())
                .toList();
    }

    String endOfStderr(String jobId, String taskId) {
        return ask(() -> batch.endOfTaskStderr(jobId, taskId));
    }

    String endOfStartTaskStderr(String poolId, String nodeId) {
        return ask(() -> batch.endOfStartTaskStderr(poolId, nodeId));
    }

    String file(String jobId, String taskId, String path) {
        return ask(() -> batch.taskFile(jobId, taskId, path));
    }

    List<String> files(String jobId, String taskId) {
        return ask(() -> batch.taskFiles(jobId, taskId));
    }
}
