package io.github.batchbench.azure.model;

import java.util.Map;

/**
 * A job as the service shows it.
 *
 * @param id the job's id
 * @param state the service's word, for example {@code active}, {@code completed}
 * @param poolId where its tasks run
 * @param endsWithItsTasks whether the service ends it when they are over
 * @param metadata what its creator wrote on it
 */
public record JobReport(
        String id, String state, String poolId, boolean endsWithItsTasks, Map<String, String> metadata) {
    /** Copies the map. */
    public JobReport {
        metadata = Map.copyOf(metadata);
    }
}
