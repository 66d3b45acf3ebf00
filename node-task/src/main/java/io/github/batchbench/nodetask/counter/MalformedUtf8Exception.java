package io.github.batchbench.nodetask.counter;

import java.io.IOException;

/** The input is not UTF-8. */
public final class MalformedUtf8Exception extends IOException {
    private static final long serialVersionUID = 1;

    private final long byteOffset;

    public MalformedUtf8Exception(long byteOffset) {
        super("malformed UTF-8 at byte offset " + byteOffset);
        this.byteOffset = byteOffset;
    }

    /** Where the first sequence begins that is not a character, counted in bytes from 0. */
    public long byteOffset() {
        return byteOffset;
    }
}
