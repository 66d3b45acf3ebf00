package io.github.batchbench.transfer;

/** Hears how a transfer goes, on the thread that asked for it: every now and then, and at its end. */
@FunctionalInterface
public interface TransferListener {
    /** Hears nothing. */
    TransferListener NONE = progress -> {};

    /** The transfer has got this far. */
    void progress(TransferProgress progress);
}
