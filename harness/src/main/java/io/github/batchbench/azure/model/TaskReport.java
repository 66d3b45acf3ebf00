package io.github.batchbench.azure.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task as the service shows it.
 *
 * @param id the task's id
 * @param state the service's word: {@code active}, {@code preparing}, {@code running}, {@code completed}
 * @param succeeded whether the service calls its result a success; completed is not enough
 * @param exitCode null if its command has not ended or never ran
 * @param failure why it failed in the service's words, code first; null if it did not
 * @param nodeId where it ran last, null if nowhere
 * @param commandLine what it ran
 * @param retries how often it was run again after a failure
 * @param requeues how often it went back to the queue, for example because it lost its node
 * @param started when its last run began, null if it never did
 * @param ended when that run was over, null if it is not
 */
public record TaskReport(
        String id,
        String state,
        boolean succeeded,
        @Nullable Integer exitCode,
        @Nullable String failure,
        @Nullable String nodeId,
        String commandLine,
        int retries,
        int requeues,
        @Nullable Instant started,
        @Nullable Instant ended) {
    /** Whether it is over, well or not. */
    public boolean completed() {
        return "completed".equals(state);
    }

    /** How long its last run took, null if it is not over or never began. */
    public @Nullable Duration elapsed() {
        return started == null || ended == null ? null : Duration.between(started, ended);
    }
}
