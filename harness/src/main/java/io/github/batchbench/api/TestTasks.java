package io.github.batchbench.api;

import io.github.batchbench.azure.batch.BatchService;
import io.github.batchbench.azure.model.TaskReport;
import io.github.batchbench.azure.waiting.Await;
import io.github.batchbench.azure.waiting.Pause;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Tasks of a test. Thread-safe. */
public final class TestTasks {
    private final TestJob job;
    private final List<String> ids;
    private final Duration timeout;
    private final BatchService batch;
    private final Pause pause;

    TestTasks(TestJob job, List<String> ids, Duration timeout, BatchService batch, Pause pause) {
        this.job = job;
        this.ids = ids;
        this.timeout = timeout;
        this.batch = batch;
        this.pause = pause;
    }

    /** Their job. */
    public TestJob job() {
        return job;
    }

    /** Their ids, in the order of the scripts. */
    public List<String> ids() {
        return ids;
    }

    /**
     * Waits until all of them are over, well or not.
     *
     * @throws IllegalStateException if they are not in time; the message says which, and in what state they are
     */
    public TestTasks await() {
        Uninterrupted.run(() -> {
            if (!Await.until(pause, timeout, () -> reports().stream().allMatch(TaskReport::completed))) {
                throw new IllegalStateException("After " + timeout + ", tasks of job " + job.id() + " are not over: "
                        + reports().stream()
                                .filter(task -> !task.completed())
                                .map(task -> task.id() + " is " + task.state())
                                .collect(Collectors.joining(", "))
                        + ", because:\n  " + String.join("\n  ", batch.whyJob(job.id())));
            }
        });
        return this;
    }

    /** What the service says of them now. */
    public List<TaskReport> reports() {
        return Uninterrupted.get(() -> batch.tasks(job.id()).stream()
                .filter(task -> ids.contains(task.id()))
                .toList());
    }

    @Override
    public String toString() {
        return "tasks " + ids + " of " + job;
    }
}
