package io.github.batchbench.fake.jobs;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.agent.Directories;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.runs.Failures;
import io.github.batchbench.fake.runs.PreparationAndRelease;
import io.github.batchbench.fake.runs.TaskRuns;
import io.github.batchbench.fake.scheduling.Scheduler;

/** Operations on the tasks of a job. The documents given are checked and normalised already. */
public final class Tasks {
    private final BatchAccount account;
    private final TaskRuns taskRuns;
    private final Scheduler scheduler;
    private long added;

    public Tasks(BatchAccount account, TaskRuns taskRuns, Scheduler scheduler) {
        this.account = account;
        this.taskRuns = taskRuns;
        this.scheduler = scheduler;
    }

    /**
     * Adds a task to a job.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code JobNotFound}, {@code JobCompleted} and the like,
     *     {@code TaskExists}, {@code UnsupportedProperty} if it depends on others and the job does not allow that
     */
    public Task add(String jobId, Document spec) {
        return account.exclusively(() -> {
            Job job = account.jobs().takingTasks(jobId);
            String id = spec.string("id").orElseThrow();
            if (spec.has("dependsOn") && !job.spec().flag("usesTaskDependencies", false)) {
                // Not TaskDependenciesNotSpecifiedOnJob, as documented: so it was reported from the field.
                throw BatchErrorCode.UNSUPPORTED_PROPERTY.exception().with("PropertyName", "dependsOn");
            }
            if (job.spec().has("jobPreparationTask") && id.equalsIgnoreCase(PreparationAndRelease.preparationId(job))) {
                throw BatchErrorCode.TASK_ID_SAME_AS_JOB_PREPARATION_TASK.exception();
            }
            if (job.spec().has("jobReleaseTask") && id.equalsIgnoreCase(PreparationAndRelease.releaseId(job))) {
                throw BatchErrorCode.TASK_ID_SAME_AS_JOB_RELEASE_TASK.exception();
            }
            return add(job, id, spec);
        });
    }

    private Task add(Job job, String id, Document spec) {
        Task task = new Task(id, spec, account.timeline().instant(), added);
        // Asked last: in a large job, looking for the place is most of what adding costs.
        if (!job.add(task)) {
            throw BatchErrorCode.TASK_EXISTS.exception();
        }
        added++;
        account.changes().watch(task.lifecycle(), "task " + id + " of job " + job.id());
        account.jobs().completions().added(job, task);
        return task;
    }

    /** Adds a job's manager task. One that runs exclusively takes all slots of its node (a guess at how). */
    void addManager(Job job, Document manager) {
        Pool pool = account.poolsById().get(job.poolId());
        boolean exclusive = manager.flag("runExclusive", true);
        Document spec = exclusive && pool != null ? manager.with("requiredSlots", (long) pool.slotsPerNode()) : manager;
        add(job, manager.string("id").orElseThrow(), spec);
    }

    /**
     * The task of this id, whatever the case of its letters.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code JobNotFound}, {@code TaskNotFound}
     */
    public Task get(String jobId, String taskId) {
        return account.exclusively(
                () -> account.jobs().get(jobId).task(taskId).orElseThrow(BatchErrorCode.TASK_NOT_FOUND::exception));
    }

    /** Replaces what clients sent of a task. */
    public Task update(String jobId, String taskId, Document spec) {
        return account.exclusively(() -> {
            Task task = get(jobId, taskId);
            refuseCompleted(task);
            task.update(spec, account.timeline().instant());
            return task;
        });
    }

    /**
     * Ends a task and completes it.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code TaskNotFound}, {@code TaskCompleted}
     */
    public Task terminate(String jobId, String taskId) {
        return account.exclusively(() -> {
            Task task = get(jobId, taskId);
            refuseCompleted(task);
            task.touch(account.timeline().instant());
            account.jobs().end(account.jobs().get(jobId), task, Failures.ENDED_BY_USER);
            return task;
        });
    }

    /**
     * Makes a failed task active again, as if it had never run.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code TaskNotCompleted}, {@code TaskSucceeded}
     */
    public Task reactivate(String jobId, String taskId) {
        return account.exclusively(() -> {
            Job job = account.jobs().takingTasks(jobId);
            Task task = get(jobId, taskId);
            if (task.state() != TaskState.COMPLETED) {
                throw BatchErrorCode.TASK_NOT_COMPLETED.exception();
            }
            if (task.succeeded()) {
                throw BatchErrorCode.TASK_SUCCEEDED.exception();
            }
            task.touch(account.timeline().instant());
            job.move(task, TaskState.ACTIVE, account.timeline().instant());
            task.run().reset();
            task.place(null);
            scheduler.ready(job, task);
            return task;
        });
    }

    /** Removes a task at once; if it runs, it is ended. */
    public void delete(String jobId, String taskId) {
        account.timeline().exclusively(() -> {
            Job job = account.jobs().get(jobId);
            Task task = get(jobId, taskId);
            scheduler.unready(job, task);
            taskRuns.abandon(task);
            job.remove(task);
            account.retention().forget(task);
            NodeIdentity node = task.node();
            if (node != null) {
                account.agent().discard(node, Directories.ofTask(job, task.id()));
            }
        });
    }

    private static void refuseCompleted(Task task) {
        if (task.state() == TaskState.COMPLETED) {
            throw BatchErrorCode.TASK_COMPLETED.exception();
        }
    }
}
