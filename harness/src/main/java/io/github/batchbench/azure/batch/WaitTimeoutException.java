package io.github.batchbench.azure.batch;

import io.github.batchbench.azure.model.TaskCounts;
import io.github.batchbench.azure.waiting.DurationText;
import java.io.Serial;
import java.time.Duration;

/** Tasks were not over in time. */
public final class WaitTimeoutException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient TaskCounts counts;

    WaitTimeoutException(Duration timeout, TaskCounts counts, int expected) {
        super("After %s, %d of %d tasks are completed; %d are running and %d wait for a node."
                .formatted(
                        DurationText.text(timeout), counts.completed(), expected, counts.running(), counts.active()));
        this.counts = counts;
    }

    /** The last counts; what they are after this exception was serialised is not defined. */
    public TaskCounts counts() {
        return counts;
    }
}
