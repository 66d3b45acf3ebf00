package io.github.batchbench.azure.model;

import org.jspecify.annotations.Nullable;

/**
 * A node and how its start task went.
 *
 * @param id the node's id
 * @param state the service's word, for example {@code idle}, {@code starttaskfailed}
 * @param startTaskExitCode null if it has not ended or never ran
 * @param startTaskFailure the service's own reason, null if there is none
 */
public record NodeReport(
        String id,
        String state,
        @Nullable Integer startTaskExitCode,
        @Nullable String startTaskFailure) {}
