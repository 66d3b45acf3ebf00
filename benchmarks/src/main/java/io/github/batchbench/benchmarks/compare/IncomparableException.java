package io.github.batchbench.benchmarks.compare;

import java.io.Serial;

/** Two sides that have nothing that could be compared; the message says why. */
public final class IncomparableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** For people. */
    public IncomparableException(String message) {
        super(message);
    }
}
