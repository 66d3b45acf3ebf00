package io.github.batchbench.api;

import java.io.Serial;

/** The thread of a run was interrupted. What the run had made has been cleaned up; the thread is still marked so. */
public final class WorkflowInterruptedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    WorkflowInterruptedException(InterruptedException cause) {
        super("The run was interrupted.", cause);
    }
}
