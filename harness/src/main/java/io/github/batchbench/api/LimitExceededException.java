package io.github.batchbench.api;

import java.io.Serial;

/** A run might take more than it is allowed to, or more than its account has left. Nothing was created. */
public final class LimitExceededException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    LimitExceededException(String message) {
        super(message + " Nothing was created.");
    }
}
