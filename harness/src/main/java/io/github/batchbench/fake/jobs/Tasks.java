package io.github.batchbench.fake.jobs;

import io.github.batchbench.fake.agent.Directories;
import io.github.batchbench.fake.agent.Machines;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobSpec;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskSpec;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.model.TaskSupply;
import io.github.batchbench.fake.runs.Failures;
import io.github.batchbench.fake.runs.Retention;
import io.github.batchbench.fake.runs.TaskRuns;
import io.github.batchbench.fake.scheduling.Scheduler;
import io.github.batchbench.fake.state.Entities;
import io.github.batchbench.fake.state.Events;
import io.github.batchbench.fake.state.ServiceEvent.TasksSupplied;
import io.github.batchbench.fake.time.Engine;
import java.time.Instant;

/** Operations on the tasks of a job. The documents given are checked and normalised already. */
public final class Tasks {
    private final Engine engine;
    private final Entities entities;
    private final Events events;
    private final Machines machines;
    private final Scheduler scheduler;
    private final TaskRuns taskRuns;
    private final Retention retention;
    private final JobLife life;
    private final Completions completions;
    private final JobRules rules;
    private long added;

    Tasks(
            Engine engine,
            Entities entities,
            Events events,
            Machines machines,
            Scheduler scheduler,
            TaskRuns taskRuns,
            Retention retention,
            JobLife life,
            Completions completions,
            JobRules rules) {
        this.engine = engine;
        this.entities = entities;
        this.events = events;
        this.machines = machines;
        this.scheduler = scheduler;
        this.taskRuns = taskRuns;
        this.retention = retention;
        this.life = life;
        this.completions = completions;
        this.rules = rules;
        engine.onReset(() -> added = 0);
    }

    /**
     * Adds a task to a job.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code JobNotFound}, {@code JobCompleted} and the like,
     *     {@code TaskExists}, and what it breaks of the rules between its properties and its job's
     */
    public Task add(String jobId, Document spec) {
        return engine.exclusively(() -> {
            Job job = entities.openJob(jobId);
            TaskSpec settings = new TaskSpec(job.settings().inheriting(spec));
            rules.check(settings, job);
            return add(job, settings.id(), settings.json());
        });
    }

    private Task add(Job job, String id, Document spec) {
        Task task = new Task(id, spec, engine.now(), added);
        // Asked last: in a large job, looking for the place is most of what adding costs.
        if (!entities.add(job, task)) {
            throw BatchErrorCode.TASK_EXISTS.exception();
        }
        added++;
        completions.added(job, task);
        return task;
    }

    /**
     * Supplies a job that has no tasks with tasks. They are not among what is kept of the account.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code JobNotFound}, {@code JobCompleted} and the like
     */
    public void supply(String jobId, TaskSupply supply) {
        engine.exclusively(() -> {
            Job job = entities.openJob(jobId);
            job.supply(supply);
            events.publish(new TasksSupplied(job));
            Instant now = engine.now();
            long first = added;
            added += supply.size();
            scheduler.supply(job, supply, index -> supplied(job, supply.spec(index), now, first + index));
        });
    }

    private Task supplied(Job job, Document spec, Instant since, long order) {
        Task task = new Task(new TaskSpec(spec).id(), spec, since, order);
        job.supplied(task);
        entities.changes().watchSupplied(job, task);
        return task;
    }

    /** How many tasks were added to the account. */
    long added() {
        return added;
    }

    /** So many tasks were added. */
    void added(long count) {
        added = count;
    }

    /** A task is there again. One that was on a node goes back to the queue, as when the node reboots. Under the lock. */
    void resume(Job job, Task task) {
        if (task.state() == TaskState.RUNNING || task.state() == TaskState.PREPARING) {
            task.run().requeue(engine.now());
            task.place(null);
            job.move(task, TaskState.ACTIVE, engine.now());
        }
        if (task.state() == TaskState.ACTIVE) {
            completions.added(job, task);
        } else {
            retention.restored(job, task);
        }
    }

    void addManager(Job job, JobSpec.Manager manager) {
        add(job, manager.id(), manager.task(entities.findPool(job.poolId())));
    }

    /**
     * The task of this id, whatever the case of its letters.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code JobNotFound}, {@code TaskNotFound}
     */
    public Task get(String jobId, String taskId) {
        return engine.exclusively(
                () -> entities.job(jobId).task(taskId).orElseThrow(BatchErrorCode.TASK_NOT_FOUND::exception));
    }

    /** Replaces what can be changed of a task: its constraints. */
    public Task update(String jobId, String taskId, Document update) {
        return engine.exclusively(() -> {
            Task task = get(jobId, taskId);
            refuseCompleted(task);
            task.update(task.settings().replaced(update), engine.now());
            return task;
        });
    }

    /**
     * Ends a task and completes it.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code TaskNotFound}, {@code TaskCompleted}
     */
    public Task terminate(String jobId, String taskId) {
        return engine.exclusively(() -> {
            Task task = get(jobId, taskId);
            refuseCompleted(task);
            task.touch(engine.now());
            life.end(entities.job(jobId), task, Failures.ENDED_BY_USER);
            return task;
        });
    }

    /**
     * Makes a failed task active again, as if it had never run.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code TaskNotCompleted}, {@code TaskSucceeded}
     */
    public Task reactivate(String jobId, String taskId) {
        return engine.exclusively(() -> {
            Job job = entities.openJob(jobId);
            Task task = get(jobId, taskId);
            if (task.state() != TaskState.COMPLETED) {
                throw BatchErrorCode.TASK_NOT_COMPLETED.exception();
            }
            if (task.succeeded()) {
                throw BatchErrorCode.TASK_SUCCEEDED.exception();
            }
            task.touch(engine.now());
            job.move(task, TaskState.ACTIVE, engine.now());
            task.run().reset();
            task.place(null);
            scheduler.ready(job, task);
            return task;
        });
    }

    /** Removes a task at once; if it runs, it is ended. */
    public void delete(String jobId, String taskId) {
        engine.exclusively(() -> {
            Job job = entities.job(jobId);
            Task task = get(jobId, taskId);
            scheduler.unready(job, task);
            taskRuns.abandon(task);
            entities.remove(job, task);
            retention.forget(task);
            NodeIdentity node = task.node();
            if (node != null) {
                machines.discard(node, Directories.ofTask(job, task.id()));
            }
        });
    }

    private static void refuseCompleted(Task task) {
        if (task.state() == TaskState.COMPLETED) {
            throw BatchErrorCode.TASK_COMPLETED.exception();
        }
    }
}
