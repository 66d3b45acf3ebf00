package io.github.batchbench.api;

import java.io.Serial;

/** The thread was interrupted while it set something up or waited for it; it is still marked so. */
public final class SetUpInterruptedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    SetUpInterruptedException(InterruptedException cause) {
        super("Interrupted while something was being set up or waited for.", cause);
    }
}
