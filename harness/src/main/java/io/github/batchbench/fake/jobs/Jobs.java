package io.github.batchbench.fake.jobs;

import io.github.batchbench.fake.model.Authentication;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobNodeRuns;
import io.github.batchbench.fake.model.JobSpec;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.scheduling.Scheduler;
import io.github.batchbench.fake.state.Entities;
import io.github.batchbench.fake.time.Engine;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Operations on jobs. The documents given are checked and normalised already. Thread-safe. */
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

    private final Engine engine;
    private final Entities entities;
    private final Scheduler scheduler;
    private final JobLife life;
    private final Completions completions;
    private final Tasks tasks;
    private final JobRules rules;

    Jobs(
            Engine engine,
            Entities entities,
            Scheduler scheduler,
            JobLife life,
            Completions completions,
            Tasks tasks,
            JobRules rules) {
        this.engine = engine;
        this.entities = entities;
        this.scheduler = scheduler;
        this.life = life;
        this.completions = completions;
        this.tasks = tasks;
        this.rules = rules;
    }

    /**
     * Adds a job that someone asks for.
     *
     * @throws BatchException as {@link #add(Document)}, and for the first rule between its properties that it breaks
     */
    public Job add(Document spec, Authentication authentication) {
        rules.check(new JobSpec(spec), authentication);
        return add(spec);
    }

    /**
     * Adds a job, active at once. Its pool need not exist (recorded).
     *
     * @throws BatchException {@code JobExists}, {@code JobCompleted}, {@code JobBeingDeleted},
     *     {@code JobScheduleWithSameIdExists}, {@code ActiveJobAndScheduleQuotaReached}
     */
    public Job add(Document spec) {
        return engine.exclusively(() -> {
            String id = new JobSpec(spec).id();
            entities.findJob(id).ifPresent(present -> {
                throw switch (present.state()) {
                    case DELETING -> BatchErrorCode.JOB_BEING_DELETED.exception();
                    // Recorded by a client of the service, which matches this code.
                    case COMPLETED -> BatchErrorCode.JOB_COMPLETED.exception();
                    default -> BatchErrorCode.JOB_EXISTS.exception();
                };
            });
            if (entities.findSchedule(id).isPresent()) {
                throw BatchErrorCode.JOB_SCHEDULE_WITH_SAME_ID_EXISTS.exception();
            }
            entities.refuseOverQuota();
            return create(id, spec);
        });
    }

    /** A job is there again with its tasks, by their ids. Under the lock. */
    void restore(Job job, NavigableMap<String, Task> again, Collection<String> satisfied) {
        entities.add(job);
        completions.restore(job, satisfied);
        entities.restore(job, again);
        again.values().stream().sorted(Comparator.comparingLong(Task::order)).forEach(task -> tasks.resume(job, task));
        life.resume(job);
    }

    /** Makes a job of what has been checked. Under the lock. */
    Job create(String id, Document spec) {
        JobSpec settings = new JobSpec(spec);
        Job job = new Job(id, settings.completed(), settings.poolId(), engine.now());
        life.begin(job);
        job.settings().manager().ifPresent(manager -> tasks.addManager(job, manager));
        return job;
    }

    /**
     * The job of this id, whatever the case of its letters.
     *
     * @throws BatchException {@code JobNotFound}
     */
    public Job get(String id) {
        return engine.exclusively(() -> entities.job(id));
    }

    /**
     * The job of this id, if it takes tasks.
     *
     * @throws BatchException {@code JobNotFound}, {@code JobCompleted} and the like
     */
    public Job takingTasks(String id) {
        return engine.exclusively(() -> entities.openJob(id));
    }

    /**
     * What became of a job's preparation and release tasks, by node; as it is now.
     *
     * @throws BatchException {@code JobNotFound}, {@code JobPreparationTaskOrReleaseTaskNotSpecified}
     */
    public List<JobNodeRuns> preparationAndRelease(String id) {
        return engine.exclusively(() -> {
            Job job = entities.job(id);
            if (job.settings().preparation().isEmpty()
                    && job.settings().release().isEmpty()) {
                throw BatchErrorCode.JOB_PREPARATION_TASK_OR_RELEASE_TASK_NOT_SPECIFIED.exception();
            }
            return job.nodeRuns();
        });
    }

    /** All jobs as they are now, sorted by id. What they hold is to be read under the lock. */
    public List<Job> all() {
        return engine.exclusively(() -> List.copyOf(entities.jobs()));
    }

    /**
     * Changes what a patch names of a job.
     *
     * @throws BatchException {@code JobNotFound}, {@code OperationInvalidForCurrentState} if it names another pool and the
     *     job is not disabled, {@code InvalidPropertyValue} if it changes what cannot be changed of an auto pool
     */
    public Job patch(String id, Document patch) {
        return change(id, settings -> settings.patched(patch));
    }

    /**
     * Replaces what can be replaced of a job.
     *
     * @throws BatchException as {@link #patch}
     */
    public Job update(String id, Document update) {
        return change(id, settings -> settings.replaced(update));
    }

    private Job change(String id, Function<JobSpec, Document> change) {
        return engine.exclusively(() -> {
            Job job = entities.openJob(id);
            boolean ended = job.settings().endsWithItsTasks();
            JobSpec changed = new JobSpec(change.apply(job.settings()));
            rules.checkChange(job, changed);
            if (JobRules.movesTo(job, changed.poolId())) {
                scheduler.move(job, changed.poolId());
            }
            job.update(changed.json(), engine.now());
            life.limit(job);
            scheduler.changed(job);
            if (!ended) {
                life.endsWithItsTasks(job);
            }
            return job;
        });
    }

    /**
     * Starts to disable a job; one that is being disabled, or is, takes it again (documented).
     *
     * @throws BatchException {@code JobNotFound}, {@code JobCompleted} and the like
     */
    public Job disable(String id, DisableTasks option) {
        return engine.exclusively(() -> {
            Job job = entities.openJob(id);
            if (job.state() == JobState.ENABLING) {
                // Which of its codes the service gives here is a guess.
                throw BatchErrorCode.OPERATION_INVALID_FOR_CURRENT_STATE.exception();
            }
            job.touch(engine.now());
            if (job.state() == JobState.DISABLING) {
                life.endRunning(job, option);
            } else if (job.state() != JobState.DISABLED) {
                life.disable(job, option);
            }
            return job;
        });
    }

    /**
     * Starts to enable a job.
     *
     * @throws BatchException {@code JobNotFound}, {@code JobCompleted} and the like
     */
    public Job enable(String id) {
        return engine.exclusively(() -> {
            Job job = entities.openJob(id);
            // While it is being disabled, too (recorded): what was ended stays so, and it is active again.
            if (job.state() != JobState.DISABLED && job.state() != JobState.DISABLING) {
                throw BatchErrorCode.OPERATION_INVALID_FOR_CURRENT_STATE.exception();
            }
            job.touch(engine.now());
            life.enable(job);
            return job;
        });
    }

    /** Starts to terminate a job, and waits for its release tasks however long they take. */
    public Job terminate(String id, String reason) {
        return terminate(id, reason, null);
    }

    /**
     * Starts to terminate a job: tasks that run end and are completed, active ones stay active and never run (documented).
     *
     * @param forceAfter how long nodes may take for the job's release tasks before it is completed all the same, null for
     *     ever
     * @throws BatchException {@code JobNotFound}, {@code JobBeingDeleted}, {@code JobBeingTerminated},
     *     {@code JobCompleted}
     */
    public Job terminate(String id, String reason, @Nullable Duration forceAfter) {
        return engine.exclusively(() -> {
            Job job = entities.openJob(id);
            job.touch(engine.now());
            life.terminate(job, reason);
            life.forceAfter(forceAfter, () -> life.complete(job));
            return job;
        });
    }

    /** Starts to delete a job and its tasks, and waits for its release tasks however long they take. */
    public void delete(String id) {
        delete(id, null);
    }

    /**
     * Starts to delete a job and its tasks.
     *
     * @param forceAfter how long nodes may take for the job's release tasks before it goes all the same, null for ever
     * @throws BatchException {@code JobNotFound}, {@code JobBeingDeleted}
     */
    public void delete(String id, @Nullable Duration forceAfter) {
        engine.exclusively(() -> {
            Job job = entities.job(id);
            if (job.state() == JobState.DELETING) {
                throw BatchErrorCode.JOB_BEING_DELETED.exception();
            }
            life.delete(job);
            completions.forget(job);
            life.forceAfter(forceAfter, () -> life.remove(job));
        });
    }
}
