package io.github.batchbench.nodetask.counter;

import java.io.IOException;

/** Bytes in order, as {@link java.io.InputStream#read(byte[], int, int)} gives them. */
interface ByteSource {
    /** Reads at least one byte unless {@code length} is 0; -1 at the end. */
    int read(byte[] buffer, int offset, int length) throws IOException;
}
