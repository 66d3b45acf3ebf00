package io.github.batchbench.fake.runs;

import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskSpec.ExitConditions;
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
        ExitConditions.Options options = task.settings()
                .exitConditions()
                .flatMap(conditions -> matching(conditions, task.run().exitCode(), stage, task.succeeded()))
                .orElse(ExitConditions.Options.NONE);
        return new ExitOptions(
                options.jobAction()
                        .map(action -> JobAction.valueOf(action.toUpperCase(Locale.ROOT)))
                        .orElse(task.succeeded() ? JobAction.NONE : JobAction.TERMINATE),
                options.dependencyAction().map("satisfy"::equalsIgnoreCase).orElse(task.succeeded()));
    }

    /** An exit code that is listed wins over an upload error; code 0 counts only if it is listed (documented). */
    private static Optional<ExitConditions.Options> matching(
            ExitConditions conditions, @Nullable Integer exitCode, Outcome.Stage stage, boolean succeeded) {
        Optional<ExitConditions.Options> byCode = exitCode == null ? Optional.empty() : conditions.forCode(exitCode);
        if (byCode.isPresent() || succeeded) {
            return byCode;
        }
        Optional<ExitConditions.Options> byStage = switch (stage) {
            case PRE_PROCESSING -> conditions.forPreProcessing();
            case FILE_UPLOAD -> conditions.forFileUpload();
            case COMMAND -> Optional.empty();
        };
        return byStage.or(conditions::otherwise);
    }
}
