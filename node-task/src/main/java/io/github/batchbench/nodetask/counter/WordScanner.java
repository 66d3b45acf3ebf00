package io.github.batchbench.nodetask.counter;

import java.io.IOException;
import java.util.Arrays;

/**
 * Finds the tokens of a stretch of text that begins and ends between tokens, and hands them to a {@link WordBatch}, block
 * by block.
 *
 * <p>The invariants between two blocks: all bytes before {@code scanned} are classified; {@code open} is the start of
 * the token that reaches up to {@code scanned}, or -1; the bytes from {@code open}, and at least eight before
 * {@code scanned}, are in the buffer; at least three bytes behind the last classified one have been read, so that a
 * character is seen whole. A token that outgrows the buffer makes it grow.
 */
final class WordScanner {
    private static final int BLOCK = 1 << 14;
    private static final int BUFFER = 1 << 18;
    /** Before the first byte, so that looking back finds white space. */
    private static final int MARGIN = 8;
    /** Behind the last byte: to fill up the last group, and for loads that reach beyond it. */
    private static final int SLACK = 2 * Utf8Group.SIZE;

    private static final int LOOK_AHEAD = 3;
    /** Arrays cannot be longer; some Java machines stop a little earlier than the limit of int. */
    private static final int LARGEST = Integer.MAX_VALUE - 64;

    private final WordBatch batch;
    /** Starts and ends of tokens in turn; with room for what is written ahead. */
    private final int[] edges = new int[BLOCK + 16];

    private byte[] buffer = new byte[BUFFER];
    /** Where in the input the buffer's first byte is. */
    private long base;

    private int scanned;
    private int end;
    private int open;
    /** 1 if the last classified byte belongs to a token. */
    private long inToken;
    /** Bits of white space that reaches into the next group. */
    private long spill;

    WordScanner(WordBatch batch) {
        this.batch = batch;
    }

    /**
     * Scans {@code source} to its end.
     *
     * @param offset where in the input the source's first byte is
     */
    void scan(ByteSource source, long offset) throws IOException {
        Arrays.fill(buffer, 0, MARGIN, (byte) ' ');
        base = offset - MARGIN;
        scanned = MARGIN;
        end = MARGIN;
        open = -1;
        inToken = 0;
        spill = 0;
        while (fill(source)) {
            classify(scanned + ((end - LOOK_AHEAD - scanned) & -Utf8Group.SIZE));
            compact();
        }
        Arrays.fill(buffer, end, end + SLACK, (byte) ' ');
        classify(scanned + ((end - scanned + Utf8Group.SIZE) & -Utf8Group.SIZE));
    }

    /** Reads until the buffer is full, so that blocks are full even if the source trickles; false at the end. */
    private boolean fill(ByteSource source) throws IOException {
        while (end < buffer.length - SLACK) {
            int read = source.read(buffer, end, buffer.length - SLACK - end);
            if (read < 0) {
                return false;
            }
            end += read;
        }
        return true;
    }

    /** Drops what is no longer needed; if that is less than half of a full buffer, doubles it. */
    private void compact() {
        int keep = Math.min(open < 0 ? scanned : open, scanned - MARGIN);
        byte[] target = buffer;
        if (end - keep > buffer.length / 2) {
            if (buffer.length == LARGEST) {
                throw new OutOfMemoryError("a word of more than 1 GiB");
            }
            target = new byte[(int) Math.min(LARGEST, 2L * buffer.length)];
        }
        System.arraycopy(buffer, keep, target, 0, end - keep);
        buffer = target;
        base += keep;
        scanned -= keep;
        end -= keep;
        open = open < 0 ? -1 : open - keep;
    }

    private void classify(int limit) throws MalformedUtf8Exception {
        while (scanned < limit) {
            int blockEnd = Math.min(limit, scanned + BLOCK);
            int count = findEdges(scanned, blockEnd);
            scanned = blockEnd;
            // An odd number of edges: the last token is still open.
            open = (count & 1) == 0 ? -1 : edges[count - 1];
            batch.add(buffer, base, edges, count & -2);
        }
    }

    /** Fills {@code edges}, beginning with the open token's start if there is one, and returns how many there are. */
    private int findEdges(int from, int to) throws MalformedUtf8Exception {
        int count = 0;
        if (open >= 0) {
            edges[count++] = open;
        }
        long before = inToken;
        for (int at = from; at < to; at += Utf8Group.SIZE) {
            long token = ~spaces(at);
            long changes = token ^ ((token << 1) | before);
            before = token >>> 63;
            count = write(changes, at, count);
        }
        inToken = before;
        return count;
    }

    /** Writes the positions of the bits set: more than there are, since a loop of four costs less than a precise one. */
    private int write(long changes, int at, int count) {
        int[] target = edges;
        int stop = count + Long.bitCount(changes);
        long rest = changes;
        for (int i = count; i < stop; i += 4) {
            target[i] = at + Long.numberOfTrailingZeros(rest);
            rest &= rest - 1;
            target[i + 1] = at + Long.numberOfTrailingZeros(rest);
            rest &= rest - 1;
            target[i + 2] = at + Long.numberOfTrailingZeros(rest);
            rest &= rest - 1;
            target[i + 3] = at + Long.numberOfTrailingZeros(rest);
            rest &= rest - 1;
        }
        return stop;
    }

    /** Which of the 64 bytes are white space, one bit a byte. */
    private long spaces(int at) throws MalformedUtf8Exception {
        byte[] bytes = buffer;
        long all = 0;
        long spaces = 0;
        for (int i = 0; i < Utf8Group.SIZE; i += Long.BYTES) {
            long eight = Swar.load(bytes, at + i);
            all |= eight;
            long low = eight & Swar.LOW;
            long controls = Swar.atLeast(low, 0x09) & ~Swar.atLeast(low, 0x0e);
            long blanks = Swar.atLeast(low, 0x1c) & ~Swar.atLeast(low, 0x21);
            spaces |= Swar.gather((controls | blanks) & ~eight) << i;
        }
        // What spills over is part of a character beyond ASCII, or of white space before an ASCII group.
        return (all & Swar.TOP) == 0 && !cutShort(at) ? spaces : spaces | wideSpaces(at);
    }

    /** Whether a character that began in the group before lacks its end: an ASCII group has to say so, too. */
    private boolean cutShort(int at) {
        return (buffer[at - 1] & buffer[at - 1] << 1 & 0x80) != 0
                || (buffer[at - 2] & 0xe0) == 0xe0
                || (buffer[at - 3] & 0xf0) == 0xf0;
    }

    private long wideSpaces(int at) throws MalformedUtf8Exception {
        if (Utf8Group.isMalformed(buffer, at)) {
            throw new MalformedUtf8Exception(base + Utf8Group.malformedAt(buffer, at));
        }
        long spaces = spill;
        spill = 0;
        long candidates = Utf8Group.spaceCandidates(buffer, at);
        while (candidates != 0) {
            int i = Long.numberOfTrailingZeros(candidates);
            candidates &= candidates - 1;
            int length = Utf8Group.spaceLength(buffer, at + i);
            long bits = (1L << length) - 1;
            spaces |= bits << i;
            // Shifting by 64 is shifting by 0 in Java.
            spill |= i == 0 ? 0 : bits >>> (64 - i);
        }
        return spaces;
    }
}
