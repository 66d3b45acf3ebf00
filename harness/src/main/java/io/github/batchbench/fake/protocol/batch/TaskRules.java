package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.Document;

/** The rules of a task that are between its properties. Those between it and its job are the service's. */
final class TaskRules {
    private TaskRules() {}

    static void check(Document task) {
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
}
