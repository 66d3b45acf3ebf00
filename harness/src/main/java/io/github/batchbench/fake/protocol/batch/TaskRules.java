package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import java.util.stream.Stream;

/** The rules of a task that can be lifted or are between its properties. All others are the service's. */
final class TaskRules {
    private TaskRules() {}

    static void check(Document task, Job job, Strictness strictness) {
        if (strictness.checks(ValidationRule.EXIT_JOB_ACTIONS)) {
            checkExitActions(task, job);
        }
        if (task.has("multiInstanceSettings") && task.integer("requiredSlots", 1) != 1) {
            throw BatchErrorCode.INVALID_PROPERTY_VALUE
                    .exception()
                    .with("PropertyName", "requiredSlots")
                    .with("PropertyValue", Integer.toString(task.integer("requiredSlots", 1)))
                    .with("Reason", "A multi-instance task must require one slot");
        }
    }

    /**
     * Refuses an action on the job that the job does not ask for: it would never happen. Of all five places, by the
     * swagger's words; what depends on the task may be acted on all the same.
     */
    private static void checkExitActions(Document task, Job job) {
        boolean acts = job.spec()
                .string("onTaskFailure")
                .filter("performexitoptionsjobaction"::equals)
                .isPresent();
        if (!acts && exitOptions(task).anyMatch(options -> options.has("jobAction"))) {
            throw Strictness.refusal(
                    ValidationRule.EXIT_JOB_ACTIONS,
                    "jobAction",
                    "The jobAction of exit options cannot be specified when the job's onTaskFailure is noaction.");
        }
    }

    private static Stream<Document> exitOptions(Document task) {
        Document conditions = task.object("exitConditions").orElse(Document.EMPTY);
        Stream<Document> ofCodes = Stream.of("exitCodes", "exitCodeRanges")
                .flatMap(name -> conditions.objects(name).stream())
                .flatMap(mapping -> mapping.object("exitOptions").stream());
        return Stream.concat(
                ofCodes,
                Stream.of("preProcessingError", "fileUploadError", "default")
                        .flatMap(name -> conditions.object(name).stream()));
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
