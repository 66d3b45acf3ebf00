package io.github.batchbench.fake.autoscale;

import java.time.Instant;
import java.util.List;

/** The samples that are available to a formula. */
@FunctionalInterface
public interface SampleSource {
    /** A value of a metric that was measured at some time. */
    record Sample(Instant at, double value) {}

    /**
     * What was measured of a metric, oldest first; empty if nothing was.
     *
     * @param metric for example {@code $ActiveTasks}
     */
    List<Sample> history(String metric);
}
