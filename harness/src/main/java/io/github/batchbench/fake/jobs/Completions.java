package io.github.batchbench.fake.jobs;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.runs.ExitOptions;
import io.github.batchbench.fake.scheduling.Dependencies;
import io.github.batchbench.fake.scheduling.Scheduler;
import java.util.HashMap;
import java.util.Map;

/**
 * What follows when tasks have completed: those that depend on them may run, exit options act on the job, a job ends with
 * its manager or its last task. Under the lock.
 */
public final class Completions {
    private final BatchAccount account;
    private final Jobs jobs;
    private final Scheduler scheduler;
    private final Map<Job, Dependencies> dependencies = new HashMap<>();

    Completions(BatchAccount account, Jobs jobs, Scheduler scheduler) {
        this.account = account;
        this.jobs = jobs;
        this.scheduler = scheduler;
    }

    /** A task was added: it may run, unless it depends on others that have not run yet. */
    void added(Job job, Task task) {
        if (task.spec().has("dependsOn")) {
            dependencies(job).register(task);
        }
        if (task.unmetDependencies() == 0) {
            scheduler.ready(job, task);
        }
    }

    /** A task has completed; a failure arose at this stage. */
    public void completed(Job job, Task task, Outcome.Stage stage) {
        account.holds().pass(job, task, TaskState.COMPLETED, () -> {
            if (task.state() == TaskState.COMPLETED) {
                followUp(job, task, stage);
            }
        });
    }

    private void followUp(Job job, Task task, Outcome.Stage stage) {
        ExitOptions options = ExitOptions.of(task, stage);
        if (options.satisfies() && job.spec().flag("usesTaskDependencies", false)) {
            dependencies(job).satisfied(task).stream()
                    .filter(waiter -> waiter.state() == TaskState.ACTIVE)
                    .forEach(waiter -> scheduler.ready(job, waiter));
        }
        jobs.disabledIfQuiet(job);
        if (job.state() == JobState.ACTIVE && heedsExitOptions(job)) {
            act(job, options.jobAction());
        }
        if (job.state() == JobState.ACTIVE && endsWith(job, task)) {
            jobs.startTermination(job, "JMComplete");
        }
        terminateIfAllDone(job);
    }

    private Dependencies dependencies(Job job) {
        return dependencies.computeIfAbsent(job, key -> new Dependencies());
    }

    private static boolean endsWith(Job job, Task task) {
        return job.spec()
                .object("jobManagerTask")
                .filter(manager ->
                        manager.string("id").map(task.id()::equalsIgnoreCase).orElse(false))
                .map(manager -> manager.flag("killJobOnCompletion", true))
                .orElse(false);
    }

    private static boolean heedsExitOptions(Job job) {
        return job.spec()
                .string("onTaskFailure")
                .map("performexitoptionsjobaction"::equalsIgnoreCase)
                .orElse(false);
    }

    private void act(Job job, ExitOptions.JobAction action) {
        switch (action) {
            case NONE -> {}
            case DISABLE -> jobs.startDisabling(job, Jobs.DisableTasks.REQUEUE);
            case TERMINATE -> jobs.startTermination(job, "TaskFailed");
        }
    }

    /** Ends a job that ends with its last task, if all have completed. */
    void terminateIfAllDone(Job job) {
        boolean wanted = job.spec()
                .string("onAllTasksComplete")
                .map("terminatejob"::equalsIgnoreCase)
                .orElse(false);
        boolean done = job.taskCounts().active() == 0 && job.taskCounts().running() == 0;
        if (wanted && done && job.state() == JobState.ACTIVE) {
            jobs.startTermination(job, "AllTasksComplete");
        }
    }

    /** The job is deleted. */
    void forget(Job job) {
        dependencies.remove(job);
    }

    void clear() {
        dependencies.clear();
    }
}
