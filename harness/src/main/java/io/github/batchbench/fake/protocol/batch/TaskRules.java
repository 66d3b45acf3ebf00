package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;

/** The rules of a task that are between its properties, or between it and its job. */
final class TaskRules {
    private TaskRules() {}

    static void check(Document task, Job job) {
        String id = task.string("id").orElse("");
        if (id.equalsIgnoreCase(specialId(job, "jobPreparationTask", "jobpreparation"))) {
            throw BatchErrorCode.TASK_ID_SAME_AS_JOB_PREPARATION_TASK.exception();
        }
        if (id.equalsIgnoreCase(specialId(job, "jobReleaseTask", "jobrelease"))) {
            throw BatchErrorCode.TASK_ID_SAME_AS_JOB_RELEASE_TASK.exception();
        }
        if (task.has("dependsOn") && !job.spec().flag("usesTaskDependencies", false)) {
            throw BatchErrorCode.TASK_DEPENDENCIES_NOT_SPECIFIED_ON_JOB.exception();
        }
        if (task.has("multiInstanceSettings") && task.integer("requiredSlots", 1) != 1) {
            throw BatchErrorCode.INVALID_PROPERTY_VALUE
                    .exception()
                    .with("PropertyName", "requiredSlots")
                    .with("PropertyValue", Integer.toString(task.integer("requiredSlots", 1)))
                    .with("Reason", "A multi-instance task must require one slot");
        }
    }

    /** The task with the retry count of its job, if it has none; a later change of the job does not reach it (recorded). */
    static Document inheriting(Document task, Document job) {
        int retries = job.object("constraints")
                .map(constraints -> constraints.integer("maxTaskRetryCount", 0))
                .orElse(0);
        if (retries == 0) {
            return task;
        }
        Document constraints = task.object("constraints").orElse(Document.EMPTY);
        return task.with("constraints", constraints.withDefault("maxTaskRetryCount", (long) retries));
    }

    private static String specialId(Job job, String property, String otherwise) {
        return job.spec()
                .object(property)
                .map(task -> task.string("id").orElse(otherwise))
                .orElse("");
    }
}
