package io.github.batchbench.fake.jobs;

import io.github.batchbench.fake.agent.Directories;
import io.github.batchbench.fake.agent.Machines;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.pools.AutoPools;
import io.github.batchbench.fake.runs.Failures;
import io.github.batchbench.fake.runs.PreparationAndRelease;
import io.github.batchbench.fake.runs.Retention;
import io.github.batchbench.fake.runs.TaskRuns;
import io.github.batchbench.fake.scheduling.Scheduler;
import io.github.batchbench.fake.state.Entities;
import io.github.batchbench.fake.state.Events;
import io.github.batchbench.fake.state.ServiceEvent;
import io.github.batchbench.fake.time.Engine;
import io.github.batchbench.fake.time.Latencies;
import io.github.batchbench.fake.time.Timeline;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job's way from state to state, and what each of them does to its tasks. Under the lock. */
final class JobLife {
    /** A job without tasks has completed them all (documented); that it ends after a minute is a guess. */
    private static final Duration EMPTY_JOB_ENDS_AFTER = Duration.ofMinutes(1);

    private final Engine engine;
    private final Entities entities;
    private final Machines machines;
    private final Events events;
    private final Scheduler scheduler;
    private final TaskRuns taskRuns;
    private final PreparationAndRelease preparationAndRelease;
    private final Retention retention;
    private final AutoPools autoPools;
    private final Map<Job, Timeline.Event> limits = new HashMap<>();

    JobLife(
            Engine engine,
            Entities entities,
            Machines machines,
            Events events,
            Scheduler scheduler,
            TaskRuns taskRuns,
            PreparationAndRelease preparationAndRelease,
            Retention retention,
            AutoPools autoPools) {
        this.engine = engine;
        this.entities = entities;
        this.machines = machines;
        this.events = events;
        this.scheduler = scheduler;
        this.taskRuns = taskRuns;
        this.preparationAndRelease = preparationAndRelease;
        this.retention = retention;
        this.autoPools = autoPools;
        engine.onReset(limits::clear);
    }

    /** The job is there from now on, with its pool. */
    void begin(Job job) {
        entities.add(job);
        autoPools.assign(job);
        limit(job);
        endIfEmptyLater(job, EMPTY_JOB_ENDS_AFTER);
    }

    /**
     * A job may be to end with its last task from now on: one whose tasks have all completed ends at once, one that has none yet after
     * a while, so that the tasks can still be added (recorded).
     */
    void endsWithItsTasks(Job job) {
        if (job.taskCounts().completed() > 0) {
            terminateIfAllDone(job);
        } else {
            endIfEmptyLater(job, EMPTY_JOB_ENDS_AFTER);
        }
    }

    private void endIfEmptyLater(Job job, Duration left) {
        if (job.settings().endsWithItsTasks()) {
            engine.scheduleDeadline(left.isNegative() ? Duration.ZERO : left, () -> terminateIfAllDone(job));
        }
    }

    /** The job is there again, with its tasks, and goes on with what it was in the middle of. */
    void resume(Job job) {
        if (job.isOpen()) {
            limit(job);
        }
        switch (job.state()) {
            case ACTIVE ->
                endIfEmptyLater(
                        job,
                        EMPTY_JOB_ENDS_AFTER.minus(
                                Duration.between(job.revision().lastModified(), engine.now())));
            case DISABLING -> disableLater(job);
            case ENABLING -> enableLater(job);
            case TERMINATING -> completeLater(job);
            case DELETING -> removeLater(job);
            case DISABLED, COMPLETED -> {}
        }
    }

    /** Ends a job that ends with its last task, if all have completed. */
    void terminateIfAllDone(Job job) {
        boolean done = job.taskCounts().active() == 0 && job.taskCounts().running() == 0;
        if (job.settings().endsWithItsTasks() && done && job.state() == JobState.ACTIVE) {
            terminate(job, "AllTasksComplete");
        }
    }

    /** Plans the end of a job's time, which counts from its creation (documented), also if it is changed later. */
    void limit(Job job) {
        unlimit(job);
        job.settings().limit().ifPresent(limit -> {
            Duration left = limit.minus(Duration.between(job.creationTime(), engine.now()));
            limits.put(job, engine.scheduleDeadline(left.isNegative() ? Duration.ZERO : left, () -> {
                if (job.isOpen()) {
                    terminate(job, "MaxWallClockTimeExpiry");
                }
            }));
        });
    }

    private void unlimit(Job job) {
        Timeline.Event planned = limits.remove(job);
        if (planned != null) {
            planned.cancel();
        }
    }

    /** Starts to disable an active job. */
    void disable(Job job, Jobs.DisableTasks option) {
        move(job, JobState.DISABLING);
        endRunning(job, option);
        disableLater(job);
    }

    private void disableLater(Job job) {
        engine.after(Latencies::transition, () -> disabledIfQuiet(job));
    }

    /** Ends the running tasks of a job that is being disabled, unless they are waited for. */
    void endRunning(Job job, Jobs.DisableTasks option) {
        if (option != Jobs.DisableTasks.WAIT) {
            taskRuns.endByUser(running(job), option == Jobs.DisableTasks.REQUEUE);
        }
    }

    /** A job that is being disabled is so as soon as nothing runs. */
    void disabledIfQuiet(Job job) {
        if (job.state() == JobState.DISABLING && job.taskCounts().running() == 0) {
            move(job, JobState.DISABLED);
        }
    }

    /** Starts to enable a disabled job. */
    void enable(Job job) {
        move(job, JobState.ENABLING);
        enableLater(job);
    }

    private void enableLater(Job job) {
        engine.after(Latencies::transition, () -> {
            if (job.state() == JobState.ENABLING) {
                move(job, JobState.ACTIVE);
                scheduler.changed(job);
            }
        });
    }

    /** Starts to terminate an open job: tasks that run end and are completed, then release tasks run. */
    void terminate(Job job, String reason) {
        job.terminateReason(reason);
        move(job, JobState.TERMINATING);
        for (Task task : running(job)) {
            taskRuns.terminate(task, Failures.ENDED_BY_USER);
        }
        completeLater(job);
    }

    private void completeLater(Job job) {
        engine.after(Latencies::transition, () -> release(job, () -> complete(job)));
    }

    /** A job that is being terminated is completed. */
    void complete(Job job) {
        if (job.state() == JobState.TERMINATING) {
            move(job, JobState.COMPLETED);
            job.endTime(engine.now());
            events.publish(new ServiceEvent.JobEnded(job));
            autoPools.release(job);
        }
    }

    /** Starts to delete a job: its tasks end unheard, then release tasks run. */
    void delete(Job job) {
        move(job, JobState.DELETING);
        events.publish(new ServiceEvent.JobEnded(job));
        job.tasks().forEach(taskRuns::abandon);
        scheduler.forget(job);
        unlimit(job);
        removeLater(job);
    }

    private void removeLater(Job job) {
        engine.after(Latencies::deletion, () -> {
            // Unless a forced delete was faster: another job may have its name and its folders by now.
            if (entities.findJob(job.id()).filter(job::equals).isPresent()) {
                release(job, () -> remove(job));
            }
        });
    }

    /** The job is gone, unless it is already. */
    void remove(Job job) {
        if (!entities.remove(job)) {
            return;
        }
        preparationAndRelease.forget(job);
        autoPools.release(job);
        job.tasks().forEach(retention::forget);
        job.nodeRuns().forEach(on -> machines.discard(on.node(), Directories.ofJob(job)));
    }

    private void release(Job job, Runnable then) {
        entities.findPool(job.poolId()).ifPresentOrElse(pool -> preparationAndRelease.release(pool, job, then), then);
    }

    /** Does something after so long, if it is to be done whatever still runs. */
    void forceAfter(@Nullable Duration time, Runnable end) {
        if (time != null) {
            engine.schedule(time, end);
        }
    }

    /** Ends a task, wherever it is, and completes it with this failure. */
    void end(Job job, Task task, FailureInfo why) {
        if (task.state() == TaskState.ACTIVE) {
            scheduler.unready(job, task);
            task.run().end(engine.now(), null, why);
            job.move(task, TaskState.COMPLETED, engine.now());
            events.publish(new ServiceEvent.TaskCompleted(job, task, Outcome.Stage.COMMAND));
        } else {
            taskRuns.terminate(task, why);
        }
    }

    private static List<Task> running(Job job) {
        return job.tasks().stream()
                .filter(task -> task.state() == TaskState.RUNNING || task.state() == TaskState.PREPARING)
                .toList();
    }

    private void move(Job job, JobState next) {
        job.lifecycle().to(next, engine.now(), () -> "job " + job.id());
    }
}
