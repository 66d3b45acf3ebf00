package io.github.batchbench.fake.jobs;

import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobSpec;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.runs.ExitOptions;
import io.github.batchbench.fake.scheduling.Dependencies;
import io.github.batchbench.fake.scheduling.Scheduler;
import io.github.batchbench.fake.state.Entities;
import io.github.batchbench.fake.time.Engine;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What follows when tasks have completed: those that depend on them may run, exit options act on the job, a job ends with
 * its manager or its last task. Under the lock.
 */
final class Completions {
    private final Engine engine;
    private final Entities entities;
    private final JobLife life;
    private final Scheduler scheduler;
    private final Map<Job, Dependencies> dependencies = new HashMap<>();

    Completions(Engine engine, Entities entities, JobLife life, Scheduler scheduler) {
        this.engine = engine;
        this.entities = entities;
        this.life = life;
        this.scheduler = scheduler;
        engine.onReset(dependencies::clear);
        entities.unsaved().satisfied(this::satisfied);
    }

    /** A task was added: it may run, unless it depends on others that have not run yet. */
    void added(Job job, Task task) {
        if (task.settings().dependsOnOthers()) {
            dependencies(job).register(task);
        }
        if (task.unmetDependencies() == 0) {
            scheduler.ready(job, task);
        }
    }

    /** A task has completed; a failure arose at this stage. */
    void completed(Job job, Task task, Outcome.Stage stage) {
        engine.holds().pass(job, task, TaskState.COMPLETED, () -> {
            if (task.state() == TaskState.COMPLETED) {
                followUp(job, task, stage);
            }
        });
    }

    private void followUp(Job job, Task task, Outcome.Stage stage) {
        ExitOptions options = ExitOptions.of(task, stage);
        if (options.satisfies() && job.settings().usesTaskDependencies()) {
            entities.unsaved().satisfied(job, task.id());
            dependencies(job).satisfied(task).stream()
                    .filter(waiter -> waiter.state() == TaskState.ACTIVE)
                    .forEach(waiter -> scheduler.ready(job, waiter));
        }
        life.disabledIfQuiet(job);
        if (job.state() == JobState.ACTIVE && job.settings().heedsExitOptions()) {
            act(job, options.jobAction());
        }
        if (job.state() == JobState.ACTIVE && endsWith(job, task)) {
            life.terminate(job, "JMComplete");
        }
        life.terminateIfAllDone(job);
        job.letGo(task);
    }

    private Dependencies dependencies(Job job) {
        return dependencies.computeIfAbsent(job, key -> new Dependencies());
    }

    private static boolean endsWith(Job job, Task task) {
        return job.settings()
                .manager()
                .filter(manager -> manager.id().equalsIgnoreCase(task.id()))
                .filter(JobSpec.Manager::killJobOnCompletion)
                .isPresent();
    }

    private void act(Job job, ExitOptions.JobAction action) {
        switch (action) {
            case NONE -> {}
            case DISABLE -> life.disable(job, Jobs.DisableTasks.REQUEUE);
            case TERMINATE -> life.terminate(job, "TaskFailed");
        }
    }

    /** The ids of the job's tasks that have satisfied what depends on them. */
    Set<String> satisfied(Job job) {
        Dependencies known = dependencies.get(job);
        return known == null ? Set.of() : Set.copyOf(known.satisfied());
    }

    /** Tasks have satisfied what depends on them, by their ids; before the tasks that wait are added. */
    void restore(Job job, Collection<String> satisfied) {
        if (!satisfied.isEmpty()) {
            Dependencies known = dependencies(job);
            satisfied.forEach(id -> {
                entities.unsaved().satisfied(job, id);
                var unused = known.satisfied(id);
            });
        }
    }

    /** The job is deleted. */
    void forget(Job job) {
        dependencies.remove(job);
    }
}
