package io.github.batchbench.simulation;

import org.jspecify.annotations.Nullable;

/** A file of a simulation that cannot be read or written; the message says which, where and why. */
public final class SimulationFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SimulationFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
