package io.github.batchbench.junit;

import java.io.Serial;

/**
 * The SDK's {@code createTasks} waited for a thread of its own that had ended. It would have waited for ever: the last
 * word of that thread can be missed (in azure-batch 11.2.0, with more than 100 tasks).
 */
public final class CreateTasksHangError extends AssertionError {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String threads;

    CreateTasksHangError(String thread, String threads) {
        super("BatchClient's createTasks hangs in thread " + thread
                + ": it waits for a worker of its own that has already"
                + " ended, so it would never return. This is a defect of azure-batch with more than 100 tasks in one call,"
                + " here as on Azure. Pass new BatchClientParallelOptions((tasks + 99) / 100) as its last argument, or call"
                + " createTasks with 100 tasks at a time.");
        this.threads = threads;
    }

    /** Every thread as it was then. */
    String threads() {
        return threads;
    }
}
