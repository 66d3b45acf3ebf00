package io.github.batchbench.fake.init;

/** A file for the start has something that cannot be. The message says where, line and field, and what; it has no secrets. */
public final class InitFileException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    InitFileException(String message) {
        super(message);
    }

    InitFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
