package io.github.batchbench.fake.runs;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Durations;
import io.github.batchbench.fake.model.RunInfo;
import java.time.Duration;
import java.util.Optional;

/** The {@code constraints} of a job or task. */
public final class Limits {
    private Limits() {}

    /** How long it may take; empty if it may take for ever. */
    public static Optional<Duration> of(Document spec) {
        return spec.object("constraints")
                .flatMap(constraints -> constraints.duration("maxWallClockTime"))
                .filter(limit -> limit.compareTo(Durations.MAXIMUM) < 0);
    }

    /** How often a task that failed is tried again; -1 means for ever. */
    static int retries(Document spec) {
        return spec.object("constraints")
                .map(constraints -> constraints.integer("maxTaskRetryCount", 0))
                .orElse(0);
    }

    /** Whether one of so many retries is left. */
    static boolean allowRetry(int retries, RunInfo run) {
        return retries < 0 || run.retryCount() < retries;
    }

    /** Whether a task that failed is to be tried again. */
    static boolean retriesLeft(Document spec, RunInfo run) {
        return allowRetry(retries(spec), run);
    }
}
