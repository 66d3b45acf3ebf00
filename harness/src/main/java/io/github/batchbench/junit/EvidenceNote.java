package io.github.batchbench.junit;

import java.io.Serial;

/** Tells, in the report of a failure, where its evidence is. */
final class EvidenceNote extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    EvidenceNote(String text) {
        super(text, null, false, false);
    }
}
