package io.github.batchbench.api;

import java.io.Serial;

/** Tasks were not over in time. What the run had made has been cleaned up. */
public final class WorkflowTimeoutException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    WorkflowTimeoutException(String message, Throwable cause) {
        super(message, cause);
    }
}
