package io.github.batchbench.assertj;

import io.github.batchbench.api.TaskOutcome;
import io.github.batchbench.azure.model.TaskReport;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ObjectAssert;

/** Assertions on a task in an account, and on the files that it has on its node. */
public final class TaskAssert extends AbstractTaskAssert<TaskAssert, TaskReport> {
    private final ObservedService service;
    private final String jobId;

    TaskAssert(TaskReport actual, ObservedService service, String jobId) {
        super(actual, TaskAssert.class);
        this.service = service;
        this.jobId = jobId;
    }

    @Override
    TaskReport report() {
        return actual;
    }

    @Override
    String facts() {
        boolean failed = actual.completed() && !actual.succeeded();
        String stderr = failed ? service.endOfStderr(jobId, actual.id()) : "";
        String text = new TaskOutcome("job " + jobId, actual, stderr).describe();
        return actual.completed() ? text : text + service.whyTask(jobId, actual.id());
    }

    /**
     * Waits until the service has this word for its state, and goes on with the task as it is then. A state that does not
     * last, such as {@code preparing}, can be missed; {@code azure.hold()} makes it last.
     *
     * @param patience by the fake's time, which may be virtual, or by real time on a live account
     */
    public TaskAssert reachesStateWithin(Duration patience, String state) {
        isNotNull();
        String id = actual.id();
        boolean reached = service.await(
                patience,
                () -> service.taskReport(jobId, id)
                        .filter(task -> task.state().equals(state))
                        .isPresent());
        TaskAssert last = service.job(jobId).task(id);
        if (!reached) {
            failWithMessage("After %s, task %s is not %s. %s", patience, id, state, last.facts());
        }
        return last;
    }

    /** Goes on to its standard output. */
    public AbstractStringAssert<?> stdout() {
        return file("stdout.txt");
    }

    /** Goes on to its standard error. */
    public AbstractStringAssert<?> stderr() {
        return file("stderr.txt");
    }

    /** Goes on to a file in its folder, as UTF-8 text; those that it made itself begin with {@code wd/}. */
    public AbstractStringAssert<?> file(String path) {
        isNotNull();
        return Assertions.assertThat(service.file(jobId, actual.id(), path)).as("%s of task %s", path, actual.id());
    }

    /** Goes on to the paths of all files in its folder. */
    public AbstractListAssert<?, List<? extends String>, String, ObjectAssert<String>> files() {
        isNotNull();
        return Assertions.assertThat(service.files(jobId, actual.id())).as("files of task %s", actual.id());
    }
}
