package io.github.batchbench.nodetask.counter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A stretch of a file, moved so that it begins and ends between tokens: behind the first ASCII white space at or behind
 * its bounds. Such a byte is never part of a longer character, so each segment is read without knowing its neighbours.
 * What lies between the bounds of two segments belongs to exactly one; a segment within a huge token is empty.
 */
final class Segment implements ByteSource {
    private static final int SEARCH = 1 << 12;

    private final FileChannel file;
    /** The first byte at which the segment may end: all before it is read in any case. */
    private final long bound;

    private long position;
    private boolean ended;

    private Segment(FileChannel file, long position, long bound) {
        this.file = file;
        this.position = position;
        this.bound = bound;
    }

    /** The segment for the bytes from {@code from} up to, but without, {@code to}; {@code to} may lie behind the end. */
    static Segment between(FileChannel file, long from, long to) throws IOException {
        Segment segment = new Segment(file, from, to);
        if (from > 0) {
            segment.position = from - 1;
            segment.skipToken();
        }
        return segment;
    }

    /** Where in the file the next byte to read is. */
    long position() {
        return position;
    }

    /** Moves behind the first white space; if there is none before the bound, the segment is empty. */
    private void skipToken() throws IOException {
        byte[] bytes = new byte[SEARCH];
        while (true) {
            int wanted = (int) Math.min(SEARCH, bound - 1 - position);
            int read = wanted <= 0 ? -1 : file.read(ByteBuffer.wrap(bytes, 0, wanted), position);
            if (read < 0) {
                ended = true;
                return;
            }
            int space = indexOfSpace(bytes, 0, read);
            position += space < 0 ? read : space + 1;
            if (space >= 0) {
                return;
            }
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        int read = file.read(ByteBuffer.wrap(buffer, offset, length), position);
        if (read < 0) {
            ended = true;
            return -1;
        }
        if (position + read >= bound) {
            int from = offset + (int) Math.max(0, bound - 1 - position);
            int space = indexOfSpace(buffer, from, offset + read);
            if (space >= 0) {
                ended = true;
                read = space + 1 - offset;
            }
        }
        position += read;
        return read;
    }

    private static int indexOfSpace(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == ' ' || (bytes[i] >= '\t' && bytes[i] <= '\r') || (bytes[i] >= 0x1c && bytes[i] <= 0x1f)) {
                return i;
            }
        }
        return -1;
    }
}
