package io.github.batchbench.azure.model;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job to create.
 *
 * @param id unique in the account
 * @param poolId where its tasks run
 * @param maxWallClockTime after which the service ends it, null for no limit
 * @param metadata whose it is
 */
public record JobSpec(String id, String poolId, @Nullable Duration maxWallClockTime, Map<String, String> metadata) {}
