package io.github.batchbench.fake.agent;

import io.github.batchbench.fake.model.FailureInfo;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param exitCode the command's, null if it never ran
 * @param failure what went wrong before the command ran or while its outputs were uploaded, or that it could not be
 *     started; null if it ran and its outputs went up, whatever its exit code
 * @param stage where the failure arose; {@link Stage#COMMAND} if there is none
 */
public record Outcome(@Nullable Integer exitCode, @Nullable FailureInfo failure, Stage stage) {
    /** The part of a run in which a failure arose. */
    public enum Stage {
        /** Before the command: downloads, directories, packages. */
        PRE_PROCESSING,
        /** Starting or running the command. */
        COMMAND,
        /** Uploading output files. */
        FILE_UPLOAD
    }

    /** The command ran to its end. */
    public static Outcome exited(int exitCode) {
        return new Outcome(exitCode, null, Stage.COMMAND);
    }

    /** The command never ran. */
    public static Outcome notStarted(FailureInfo failure, Stage stage) {
        return new Outcome(null, failure, stage);
    }

    /** Whether the command ran and ended with another exit code than 0. */
    public boolean failedExit() {
        return exitCode != null && exitCode != 0;
    }
}
