package io.github.batchbench.azure.http;

import java.io.Serial;

/** An answer that is no success; its text is not for people, for it may hold secrets. */
final class RefusedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    RefusedException(Failure failure) {
        super("HTTP " + failure.status());
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
