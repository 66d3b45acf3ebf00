package io.github.batchbench.transfer;

/** A file cannot be transferred for a reason that is not the service's. */
public final class TransferException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TransferException(String message) {
        super(message);
    }
}
