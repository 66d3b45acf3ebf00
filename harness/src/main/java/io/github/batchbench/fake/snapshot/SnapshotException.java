package io.github.batchbench.fake.snapshot;

/** A file is no snapshot, or none that can be used here. The message says why. */
public final class SnapshotException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    SnapshotException(String message) {
        super(message);
    }

    SnapshotException(String message, Throwable cause) {
        super(message, cause);
    }
}
