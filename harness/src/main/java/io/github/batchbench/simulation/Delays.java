package io.github.batchbench.simulation;

import java.time.Duration;

/**
 * How long the service takes.
 *
 * @param resize from asking for nodes to their creation
 * @param schedule from a task being ready, or a slot being free, to the task's start
 */
public record Delays(Duration resize, Duration schedule) {
    /** Nothing takes any time. */
    public static final Delays NONE = new Delays(Duration.ZERO, Duration.ZERO);

    /** What is left out takes no time. */
    public Delays {
        resize = resize == null ? Duration.ZERO : resize;
        schedule = schedule == null ? Duration.ZERO : schedule;
        Check.notNegative("resize", resize);
        Check.notNegative("schedule", schedule);
    }
}
