package io.github.batchbench.fake.service;

import java.time.Duration;

/**
 * How long the service takes for what it does by itself.
 *
 * @param resize from the request to the first node
 * @param boot from a node's creation to its start
 * @param schedule from a task being ready to its start on a node
 * @param transition of a job or schedule while it is being disabled, enabled or terminated
 * @param deletion of a pool, job or schedule that is on its way out
 */
public record Latencies(Duration resize, Duration boot, Duration schedule, Duration transition, Duration deletion) {
    /** So short that a test does not feel it, long enough that the states between can be seen. */
    public static final Latencies INSTANT = new Latencies(
            Duration.ofMillis(20), Duration.ofMillis(5), Duration.ZERO, Duration.ofMillis(20), Duration.ofMillis(100));

    /** Nothing takes any time: for simulation. */
    public static final Latencies NONE =
            new Latencies(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
}
