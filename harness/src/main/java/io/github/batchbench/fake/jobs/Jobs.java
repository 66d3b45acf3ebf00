package io.github.batchbench.fake.jobs;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.agent.Directories;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.runs.Failures;
import io.github.batchbench.fake.runs.Limits;
import io.github.batchbench.fake.runs.PreparationAndRelease;
import io.github.batchbench.fake.runs.TaskRuns;
import io.github.batchbench.fake.scheduling.Scheduler;
import io.github.batchbench.fake.time.Latencies;
import io.github.batchbench.fake.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Operations on jobs. The documents given are checked and normalised already. */
public final class Jobs {
    /** What happens to the running tasks of a job that is disabled. */
    public enum DisableTasks {
        /** They end and go back to the queue. */
        REQUEUE,
        /** They end and are completed. */
        TERMINATE,
        /** They are waited for. */
        WAIT;

        /** The option of a name, whatever the case of its letters; the schema has checked it. */
        public static DisableTasks of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    private final BatchAccount account;
    private final TaskRuns taskRuns;
    private final PreparationAndRelease preparationAndRelease;
    private final Scheduler scheduler;
    private final Completions completions;
    private final Map<Job, Timeline.Event> limits = new HashMap<>();

    public Jobs(
            BatchAccount account, TaskRuns taskRuns, PreparationAndRelease preparationAndRelease, Scheduler scheduler) {
        this.account = account;
        this.taskRuns = taskRuns;
        this.preparationAndRelease = preparationAndRelease;
        this.scheduler = scheduler;
        this.completions = new Completions(account, this, scheduler);
    }

    /** What follows when tasks have completed. */
    public Completions completions() {
        return completions;
    }

    /**
     * Adds a job, active at once. Its pool need not exist (recorded).
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code JobExists}, {@code JobBeingDeleted},
     *     {@code JobScheduleWithSameIdExists}, {@code ActiveJobAndScheduleQuotaReached}
     */
    public Job add(Document spec) {
        return account.exclusively(() -> {
            String id = spec.string("id").orElseThrow();
            Job present = account.jobsById().get(id);
            if (present != null) {
                throw (present.state() == JobState.DELETING
                                ? BatchErrorCode.JOB_BEING_DELETED
                                : BatchErrorCode.JOB_EXISTS)
                        .exception();
            }
            if (account.schedulesById().containsKey(id)) {
                throw BatchErrorCode.JOB_SCHEDULE_WITH_SAME_ID_EXISTS.exception();
            }
            account.refuseOverQuota();
            return create(spec);
        });
    }

    /** Makes a job of what has been checked. */
    Job create(Document spec) {
        String id = spec.string("id").orElseThrow();
        Job job = new Job(id, spec, JobPools.named(spec), now());
        account.jobsById().put(id, job);
        account.changes().watch(job.lifecycle(), "job " + id);
        account.autoPools().assign(job);
        limit(job);
        spec.object("jobManagerTask").ifPresent(manager -> account.tasks().addManager(job, manager));
        return job;
    }

    /** Plans the end of a job's time, which counts from its creation (documented), also if it is changed later. */
    private void limit(Job job) {
        unlimit(job);
        Limits.of(job.spec()).ifPresent(limit -> {
            Duration left = limit.minus(Duration.between(job.creationTime(), now()));
            limits.put(
                    job,
                    account.scheduleDeadline(
                            left.isNegative() ? Duration.ZERO : left,
                            () -> terminateIfOpen(job, "MaxWallClockTimeExpiry")));
        });
    }

    private void unlimit(Job job) {
        Timeline.Event planned = limits.remove(job);
        if (planned != null) {
            planned.cancel();
        }
    }

    /**
     * The job of this id, whatever the case of its letters.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code JobNotFound}
     */
    public Job get(String id) {
        return account.exclusively(() -> {
            Job job = account.jobsById().get(id);
            if (job == null) {
                throw BatchErrorCode.JOB_NOT_FOUND.exception();
            }
            return job;
        });
    }

    /** All jobs, sorted by id; to be read under {@link BatchAccount#exclusively}. */
    public Collection<Job> all() {
        return account.jobsById().values();
    }

    /**
     * Replaces what clients sent of a job.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code JobNotFound}, and what {@link JobPools} says
     */
    public Job update(String id, Document spec) {
        return account.exclusively(() -> {
            Job job = open(id);
            JobPools.change(job, spec, scheduler);
            job.update(spec, now());
            limit(job);
            scheduler.changed(job);
            completions.terminateIfAllDone(job);
            return job;
        });
    }

    /** Starts to disable a job; one that is being disabled, or is, takes it again (documented). */
    public Job disable(String id, DisableTasks option) {
        return account.exclusively(() -> {
            Job job = open(id);
            if (job.state() == JobState.ENABLING) {
                // Which of its codes the service gives here is a guess.
                throw BatchErrorCode.OPERATION_INVALID_FOR_CURRENT_STATE.exception();
            }
            job.touch(now());
            if (job.state() == JobState.DISABLING) {
                endRunning(job, option);
            } else if (job.state() != JobState.DISABLED) {
                startDisabling(job, option);
            }
            return job;
        });
    }

    void startDisabling(Job job, DisableTasks option) {
        move(job, JobState.DISABLING);
        endRunning(job, option);
        account.after(Latencies::transition, () -> disabledIfQuiet(job));
    }

    private void endRunning(Job job, DisableTasks option) {
        for (Task task : option == DisableTasks.WAIT ? List.<Task>of() : running(job)) {
            if (option == DisableTasks.TERMINATE) {
                taskRuns.terminate(task, Failures.ENDED_BY_USER);
            } else {
                taskRuns.requeue(task);
            }
        }
    }

    void disabledIfQuiet(Job job) {
        if (job.state() == JobState.DISABLING && job.taskCounts().running() == 0) {
            move(job, JobState.DISABLED);
        }
    }

    /** Starts to enable a job. */
    public Job enable(String id) {
        return account.exclusively(() -> {
            Job job = open(id);
            if (job.state() != JobState.DISABLED) {
                throw BatchErrorCode.OPERATION_INVALID_FOR_CURRENT_STATE.exception();
            }
            job.touch(now());
            move(job, JobState.ENABLING);
            account.after(Latencies::transition, () -> {
                if (job.state() == JobState.ENABLING) {
                    move(job, JobState.ACTIVE);
                    scheduler.changed(job);
                }
            });
            return job;
        });
    }

    /** Starts to terminate a job, with all patience. */
    public Job terminate(String id, String reason) {
        return terminate(id, reason, null);
    }

    /**
     * Starts to terminate a job: tasks that run end and are completed, active ones stay active and never run (documented).
     *
     * @param patience how long nodes may take for the job's release tasks before it is completed all the same, null for ever
     * @throws io.github.batchbench.fake.model.BatchException {@code JobNotFound}, {@code JobBeingDeleted},
     *     {@code JobBeingTerminated}, {@code JobCompleted}
     */
    public Job terminate(String id, String reason, @Nullable Duration patience) {
        return account.exclusively(() -> {
            Job job = open(id);
            job.touch(now());
            startTermination(job, reason);
            force(patience, () -> terminated(job));
            return job;
        });
    }

    private void terminateIfOpen(Job job, String reason) {
        if (job.state() != JobState.TERMINATING
                && job.state() != JobState.COMPLETED
                && job.state() != JobState.DELETING) {
            startTermination(job, reason);
        }
    }

    void startTermination(Job job, String reason) {
        job.terminateReason(reason);
        move(job, JobState.TERMINATING);
        for (Task task : running(job)) {
            taskRuns.terminate(task, Failures.ENDED_BY_USER);
        }
        account.after(Latencies::transition, () -> release(job, () -> terminated(job)));
    }

    private void terminated(Job job) {
        if (job.state() == JobState.TERMINATING) {
            move(job, JobState.COMPLETED);
            job.endTime(now());
            account.jobSchedules().ended(job);
            account.autoPools().release(job);
        }
    }

    private void force(@Nullable Duration patience, Runnable end) {
        if (patience != null) {
            account.schedule(patience, end);
        }
    }

    private void release(Job job, Runnable then) {
        Pool pool = account.poolsById().get(job.poolId());
        if (pool == null) {
            then.run();
        } else {
            preparationAndRelease.release(pool, job, then);
        }
    }

    /** Starts to delete a job and its tasks, with all patience. */
    public void delete(String id) {
        delete(id, null);
    }

    /**
     * Starts to delete a job and its tasks.
     *
     * @param patience how long nodes may take for the job's release tasks before it goes all the same, null for ever
     */
    public void delete(String id, @Nullable Duration patience) {
        account.timeline().exclusively(() -> {
            Job job = get(id);
            if (job.state() == JobState.DELETING) {
                throw BatchErrorCode.JOB_BEING_DELETED.exception();
            }
            move(job, JobState.DELETING);
            account.jobSchedules().ended(job);
            job.tasks().forEach(taskRuns::abandon);
            scheduler.forget(job);
            completions.forget(job);
            unlimit(job);
            account.after(Latencies::deletion, () -> release(job, () -> remove(job)));
            force(patience, () -> remove(job));
        });
    }

    private void remove(Job job) {
        if (!account.jobsById().remove(job.id(), job)) {
            return;
        }
        account.autoPools().release(job);
        job.tasks().forEach(account.retention()::forget);
        job.nodeRuns().values().forEach(on -> account.agent().discard(on.node(), Directories.ofJob(job)));
    }

    /** Ends a task, wherever it is, and completes it with this failure. */
    void end(Job job, Task task, FailureInfo why) {
        if (task.state() == TaskState.ACTIVE) {
            scheduler.unready(job, task);
            task.run().end(now(), null, why);
            job.move(task, TaskState.COMPLETED, now());
            completions.completed(job, task, Outcome.Stage.COMMAND);
        } else {
            taskRuns.terminate(task, why);
        }
    }

    public void clear() {
        completions.clear();
        limits.clear();
    }

    private static List<Task> running(Job job) {
        return job.tasks().stream()
                .filter(task -> task.state() == TaskState.RUNNING || task.state() == TaskState.PREPARING)
                .toList();
    }

    private Job open(String id) {
        Job job = get(id);
        switch (job.state()) {
            case DELETING -> throw BatchErrorCode.JOB_BEING_DELETED.exception();
            case TERMINATING -> throw BatchErrorCode.JOB_BEING_TERMINATED.exception();
            case COMPLETED -> throw BatchErrorCode.JOB_COMPLETED.exception();
            default -> {
                return job;
            }
        }
    }

    /** The job, if it takes tasks; otherwise {@code JobCompleted} and the like. */
    public Job takingTasks(String id) {
        return open(id);
    }

    private void move(Job job, JobState next) {
        job.lifecycle().to(next, now(), "job " + job.id());
    }

    private Instant now() {
        return account.timeline().instant();
    }
}
