package io.github.batchbench.assertj;

import io.github.batchbench.azure.model.TaskReport;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Assertions on the tasks of a job. */
public final class TasksAssert extends AbstractAssert<TasksAssert, List<TaskReport>> {
    private final ObservedService service;
    private final String jobId;

    TasksAssert(List<TaskReport> actual, ObservedService service, String jobId) {
        super(actual, TasksAssert.class);
        this.service = service;
        this.jobId = jobId;
    }

    /** There are so many. */
    public TasksAssert hasSize(int count) {
        isNotNull();
        if (actual.size() != count) {
            failWithMessage("Expected %s tasks in job %s but there were %s: %s", count, jobId, actual.size(), ids());
        }
        return this;
    }

    /** There is at least one, and every one succeeded; completed is not enough. */
    public TasksAssert allSucceeded() {
        isNotNull();
        if (actual.isEmpty()) {
            failWithMessage("Expected successful tasks, but job %s has none", jobId);
        }
        List<TaskReport> others =
                actual.stream().filter(task -> !task.succeeded()).toList();
        if (!others.isEmpty()) {
            failWithMessage("%s of %s tasks did not succeed.%n%s", others.size(), actual.size(), facts(others));
        }
        return this;
    }

    /** All are over, well or not. */
    public TasksAssert areCompleted() {
        isNotNull();
        List<TaskReport> others =
                actual.stream().filter(task -> !task.completed()).toList();
        if (!others.isEmpty()) {
            failWithMessage("%s of %s tasks are not over.%n%s", others.size(), actual.size(), facts(others));
        }
        return this;
    }

    TasksAssert areCompletedAfter(Duration patience) {
        List<TaskReport> others =
                actual.stream().filter(task -> !task.completed()).toList();
        if (!others.isEmpty()) {
            failWithMessage(
                    "After %s, %s of %s tasks of job %s are not over.%s",
                    patience, others.size(), actual.size(), jobId, service.whyJob(jobId));
        }
        return this;
    }

    /** So many are over and failed. */
    public TasksAssert haveFailed(int count) {
        isNotNull();
        List<TaskReport> failed = actual.stream()
                .filter(task -> task.completed() && !task.succeeded())
                .toList();
        if (failed.size() != count) {
            failWithMessage("Expected %s failed tasks but there were %s.%n%s", count, failed.size(), facts(actual));
        }
        return this;
    }

    /** Goes on to one of them. */
    public TaskAssert task(String id) {
        isNotNull();
        return actual.stream()
                .filter(task -> task.id().equals(id))
                .findFirst()
                .map(task -> new TaskAssert(task, service, jobId))
                .orElseThrow(() -> failure("There is no task %s in job %s, only %s", id, jobId, ids()));
    }

    private List<String> ids() {
        return actual.stream().map(TaskReport::id).toList();
    }

    private String facts(List<TaskReport> tasks) {
        return tasks.stream()
                .map(task -> new TaskAssert(task, service, jobId).facts())
                .collect(Collectors.joining("\n"));
    }
}
