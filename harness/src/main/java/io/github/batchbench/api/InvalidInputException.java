package io.github.batchbench.api;

import java.io.Serial;

/** What a run was given cannot be used; nothing has been created. */
public final class InvalidInputException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    InvalidInputException(String message) {
        super(message);
    }
}
