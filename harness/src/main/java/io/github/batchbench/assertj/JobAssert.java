package io.github.batchbench.assertj;

import io.github.batchbench.azure.model.JobReport;
import java.time.Duration;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a job in an account. */
public final class JobAssert extends AbstractAssert<JobAssert, JobReport> {
    private final ObservedService service;

    JobAssert(JobReport actual, ObservedService service) {
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

    /**
     * Waits until it is over, and goes on with the job as it is then.
     *
     * @param patience by the fake's time, which may be virtual, or by real time on a live account
     */
    public JobAssert completesWithin(Duration patience) {
        isNotNull();
        String id = actual.id();
        boolean over = service.await(
                patience,
                () -> service.jobReport(id)
                        .filter(job -> job.state().equals("completed"))
                        .isPresent());
        JobAssert last = service.job(id);
        if (!over) {
            failWithMessage("After %s, job %s is %s.%s", patience, id, last.actual.state(), service.whyJob(id));
        }
        return last;
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

    /**
     * Goes on to its tasks once all of them are over, well or not; fails with the reasons if they are not in
     * time: the fake's, which may be virtual, or real time on a live account.
     */
    public TasksAssert tasksWithin(Duration patience) {
        isNotNull();
        return new TasksAssert(service.tasks(actual.id(), patience), service, actual.id()).areCompletedAfter(patience);
    }

    /** Goes on to one of its tasks. */
    public TaskAssert task(String id) {
        return tasks().task(id);
    }
}
