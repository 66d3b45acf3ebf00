package io.github.batchbench.fake.runs;

import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Task;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What follows from how a task ended: the matching part of its exit conditions, or the documented defaults.
 *
 * @param jobAction what happens to the job, if it heeds it
 * @param satisfies whether tasks that depend on it may run
 */
public record ExitOptions(JobAction jobAction, boolean satisfies) {
    /** What a task's end does to its job. */
    public enum JobAction {
        NONE,
        DISABLE,
        TERMINATE
    }

    /** The options for a completed task whose failure, if any, arose at this stage. */
    public static ExitOptions of(Task task, Outcome.Stage stage) {
        Integer exitCode = task.run().exitCode();
        Document options = task.spec()
                .object("exitConditions")
                .flatMap(conditions -> matching(conditions, exitCode, stage, task.succeeded()))
                .orElse(Document.EMPTY);
        return new ExitOptions(
                options.string("jobAction")
                        .map(action -> JobAction.valueOf(action.toUpperCase(Locale.ROOT)))
                        .orElse(task.succeeded() ? JobAction.NONE : JobAction.TERMINATE),
                options.string("dependencyAction")
                        .map("satisfy"::equalsIgnoreCase)
                        .orElse(task.succeeded()));
    }

    /** An exit code that is listed wins over an upload error; code 0 counts only if it is listed (documented). */
    private static Optional<Document> matching(
            Document conditions, @Nullable Integer exitCode, Outcome.Stage stage, boolean succeeded) {
        Optional<Document> byCode = exitCode == null ? Optional.empty() : byCode(conditions, exitCode);
        if (byCode.isPresent() || succeeded) {
            return byCode;
        }
        Optional<Document> byStage = switch (stage) {
            case PRE_PROCESSING -> conditions.object("preProcessingError");
            case FILE_UPLOAD -> conditions.object("fileUploadError");
            case COMMAND -> Optional.empty();
        };
        return byStage.or(() -> conditions.object("default"));
    }

    private static Optional<Document> byCode(Document conditions, int code) {
        return conditions.objects("exitCodes").stream()
                .filter(mapping -> mapping.integer("code", Integer.MIN_VALUE) == code)
                .findFirst()
                .or(() -> conditions.objects("exitCodeRanges").stream()
                        .filter(mapping -> mapping.integer("start", Integer.MAX_VALUE) <= code
                                && code <= mapping.integer("end", Integer.MIN_VALUE))
                        .findFirst())
                .flatMap(mapping -> mapping.object("exitOptions"));
    }
}
