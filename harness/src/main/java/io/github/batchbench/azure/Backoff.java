package io.github.batchbench.azure;

import java.time.Duration;

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

    /** The wait after the given number of failed tries (1 and up). */
    Duration after(int failedTries, Failure failure) {
        Duration own = first.multipliedBy(1L << Math.min(failedTries - 1, 20));
        Duration asked = failure.retryAfter();
        Duration wait = asked != null && asked.compareTo(own) > 0 ? asked : own;
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
