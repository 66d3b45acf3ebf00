package io.github.batchbench.assertj;

import io.github.batchbench.azure.JobReport;
import java.time.Duration;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a job in an account. */
public final class JobAssert extends AbstractAssert<JobAssert, JobReport> {
    private final Facts service;

    JobAssert(JobReport actual, Facts service) {
        super(actual, JobAssert.class);
        this.service = service;
    }

    /** The service's word for its state, for example {@code active}, {@code completed}. */
    public JobAssert hasState(String state) {
        isNotNull();
        if (!actual.state().equals(state)) {
            failWithMessage("Expected job %s to be %s but it is %s", actual.id(), state, actual.state());
        }
        return this;
    }

    /** It takes tasks and runs them. */
    public JobAssert isActive() {
        return hasState("active");
    }

    /** It is over, well or not. */
    public JobAssert isCompleted() {
        return hasState("completed");
    }

    /** Its tasks run on this pool. */
    public JobAssert runsOn(String poolId) {
        isNotNull();
        if (!actual.poolId().equals(poolId)) {
            failWithMessage("Expected job %s on pool %s but it is on %s", actual.id(), poolId, actual.poolId());
        }
        return this;
    }

    /** Goes on to its tasks as they are now. */
    public TasksAssert tasks() {
        isNotNull();
        return new TasksAssert(service.tasks(actual.id()), service, actual.id());
    }

    /** Goes on to its tasks once all of them are over, well or not; fails if they are not in time, which is real time. */
    public TasksAssert tasksWithin(Duration patience) {
        isNotNull();
        return new TasksAssert(service.tasks(actual.id(), patience), service, actual.id()).areCompleted();
    }

    /** Goes on to one of its tasks. */
    public TaskAssert task(String id) {
        return tasks().task(id);
    }
}
