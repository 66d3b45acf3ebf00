package io.github.batchbench.azure.waiting;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often a request that failed for a passing reason is sent, and how long to wait in between when the service does
 * not say so itself.
 *
 * @param tries how often in all, at least once
 * @param first the first wait; each further one is twice as long
 * @param longest no wait is longer, whatever {@code Retry-After} asks for
 */
public record Backoff(int tries, Duration first, Duration longest) {
    /** Seven tries over some thirteen seconds. */
    public static final Backoff DEFAULT = new Backoff(7, Duration.ofMillis(200), Duration.ofSeconds(60));

    /** Checks its values. */
    public Backoff {
        if (tries < 1 || first.isNegative() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "A back-off needs at least one try and a longest wait that is not below the first one.");
        }
    }

    /**
     * The wait after the given number of failed tries (1 and up).
     *
     * @param asked how long the service asked for, null if it did not
     */
    public Duration after(int failedTries, @Nullable Duration asked) {
        Duration own = first.multipliedBy(1L << Math.min(failedTries - 1, 20));
        Duration wait = asked != null && asked.compareTo(own) > 0 ? asked : own;
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
