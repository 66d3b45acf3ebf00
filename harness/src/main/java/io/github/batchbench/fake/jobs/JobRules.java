package io.github.batchbench.fake.jobs;

import io.github.batchbench.fake.model.Authentication;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobSpec;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.model.PoolSpec;
import io.github.batchbench.fake.model.Strictness;
import io.github.batchbench.fake.model.TaskSpec;
import io.github.batchbench.fake.model.ValidationRule;
import io.github.batchbench.fake.pools.PoolRules;
import java.util.Locale;

/** The rules of jobs and tasks that are between their properties, or between a task and its job. Thread-safe. */
final class JobRules {
    private static final int LONGEST_DEPENDENCIES = 64_000;

    private final PoolRules pools;
    private final Strictness strictness;

    JobRules(PoolRules pools, Strictness strictness) {
        this.pools = pools;
        this.strictness = strictness;
    }

    /** Checks a job that is asked for, or the specification of a schedule's jobs. */
    void check(JobSpec job, Authentication authentication) {
        if (job.release().isPresent() && job.preparation().isEmpty()) {
            throw BatchException.missingProperty("jobPreparationTask");
        }
        if (job.idsOfSpecialTasks().stream()
                        .map(id -> id.toLowerCase(Locale.ROOT))
                        .distinct()
                        .count()
                < job.idsOfSpecialTasks().size()) {
            throw BatchException.invalidProperty(
                    "id", "The job manager, preparation and release task must have different ids");
        }
        job.autoPool().ifPresent(pool -> pools.check(new PoolSpec(pool.pool()), authentication));
    }

    /**
     * Checks that a job may have changed properties. Its pool may be another one while it is disabled, and of an auto
     * pool's specification only {@code keepAlive} may change, if the pool lives as long as the job (documented). The same
     * pool may be named at any time (recorded). Which codes the service gives here is a guess. Who has asked for the end of a
     * job with its tasks cannot take that back (documented, with the code).
     */
    void checkChange(Job job, JobSpec changed) {
        JobSpec present = job.settings();
        if (!present.autoPool()
                .map(JobSpec.AutoPool::fixed)
                .equals(changed.autoPool().map(JobSpec.AutoPool::fixed))) {
            throw BatchException.invalidProperty(
                    JobSpec.AutoPool.NAME,
                    job.poolId(),
                    "Of a job's auto pool only " + JobSpec.AutoPool.KEEP_ALIVE
                            + " can be changed, and only if the pool lives as long as the job");
        }
        if (present.endsWithItsTasks() && !changed.endsWithItsTasks()) {
            throw BatchException.invalidProperty(
                    "onAllTasksComplete", "The value cannot be changed from terminatejob to noaction");
        }
        if (movesTo(job, changed.poolId()) && job.state() != JobState.DISABLED) {
            throw BatchErrorCode.OPERATION_INVALID_FOR_CURRENT_STATE
                    .exception()
                    .with("Reason", "The pool of a job can be changed only while the job is disabled");
        }
    }

    /** Whether a job goes to another pool when its properties name this one. */
    static boolean movesTo(Job job, String pool) {
        return !pool.isEmpty() && !pool.equalsIgnoreCase(job.poolId());
    }

    /** Checks a task that is to be added to a job. */
    void check(TaskSpec task, Job job) {
        if (strictness.checks(ValidationRule.EXIT_JOB_ACTIONS)) {
            checkExitActions(task, job);
        }
        if (task.instances() > 0 && task.requiredSlots() != 1) {
            throw BatchException.invalidProperty(
                    "requiredSlots",
                    Integer.toString(task.requiredSlots()),
                    "A multi-instance task must require one slot");
        }
        if (task.dependsOnOthers() && !job.settings().usesTaskDependencies()) {
            // Not TaskDependenciesNotSpecifiedOnJob, as documented: so it was reported from the field.
            throw BatchErrorCode.UNSUPPORTED_PROPERTY.exception().with("PropertyName", "dependsOn");
        }
        if (task.lengthOfDependsOnIds() > LONGEST_DEPENDENCIES) {
            throw BatchErrorCode.TASK_DEPENDENCY_LIST_TOO_LONG.exception();
        }
        if (job.settings()
                .preparation()
                .map(JobSpec.Preparation::id)
                .filter(task.id()::equalsIgnoreCase)
                .isPresent()) {
            throw BatchErrorCode.TASK_ID_SAME_AS_JOB_PREPARATION_TASK.exception();
        }
        if (job.settings()
                .release()
                .map(JobSpec.Release::id)
                .filter(task.id()::equalsIgnoreCase)
                .isPresent()) {
            throw BatchErrorCode.TASK_ID_SAME_AS_JOB_RELEASE_TASK.exception();
        }
    }

    /**
     * Refuses an action on the job that the job does not ask for: it would never happen. Of all five places, by the
     * swagger's words; what depends on the task may be acted on all the same.
     */
    private static void checkExitActions(TaskSpec task, Job job) {
        boolean acts = task.exitConditions().stream()
                .flatMap(TaskSpec.ExitConditions::all)
                .anyMatch(options -> options.jobAction().isPresent());
        if (acts && !job.settings().heedsExitOptions()) {
            throw Strictness.refusal(
                    ValidationRule.EXIT_JOB_ACTIONS,
                    "jobAction",
                    "The jobAction of exit options cannot be specified when the job's onTaskFailure is noaction.");
        }
    }
}
