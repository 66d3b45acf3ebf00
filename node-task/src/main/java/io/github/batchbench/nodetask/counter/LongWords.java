package io.github.batchbench.nodetask.counter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of words too long for a key, one behind the other with their lengths in front. A word's place is the number
 * of its page and the offset there; it never moves.
 */
final class LongWords {
    private static final int PAGE = 1 << 16;
    private static final int PREFIX = Integer.BYTES;
    private static final int OFFSET_BITS = 31;
    private static final long K0 = 0xA0761D6478BD642FL;
    private static final long K1 = 0xE7037ED1A0B428DBL;

    private final List<byte[]> pages = new ArrayList<>();
    private byte[] page = new byte[0];
    private int used;

    static long hash(byte[] text, int start, int length) {
        long hash = length * K1;
        int end = start + length;
        int at = start;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = (Long.rotateLeft(hash, 29) ^ Swar.load(text, at)) * K0;
        }
        // The last eight bytes, some of them for the second time: words are longer than eight.
        hash = (Long.rotateLeft(hash, 29) ^ Swar.load(text, end - Long.BYTES)) * K1;
        return hash ^ (hash >>> 32);
    }

    /** Keeps a copy of the word and returns its place, which fits into 56 bits. */
    long add(byte[] text, int start, int length) {
        if (page.length - used < PREFIX + length) {
            page = new byte[Math.max(PAGE, Math.addExact(PREFIX, length))];
            pages.add(page);
            used = 0;
        }
        int offset = used;
        for (int i = 0; i < PREFIX; i++) {
            page[offset + i] = (byte) (length >>> (8 * i));
        }
        System.arraycopy(text, start, page, offset + PREFIX, length);
        used = offset + PREFIX + length;
        return ((long) (pages.size() - 1) << OFFSET_BITS) | offset;
    }

    boolean equal(long place, byte[] text, int start, int length) {
        byte[] bytes = page(place);
        int from = offset(place);
        return length(bytes, from) == length
                && Arrays.equals(bytes, from + PREFIX, from + PREFIX + length, text, start, start + length);
    }

    byte[] get(long place) {
        byte[] bytes = page(place);
        int from = offset(place) + PREFIX;
        return Arrays.copyOfRange(bytes, from, from + length(bytes, from - PREFIX));
    }

    private byte[] page(long place) {
        return pages.get((int) (place >>> OFFSET_BITS));
    }

    private static int offset(long place) {
        return (int) (place & Integer.MAX_VALUE);
    }

    private static int length(byte[] bytes, int at) {
        int length = 0;
        for (int i = 0; i < PREFIX; i++) {
            length |= (bytes[at + i] & 0xff) << (8 * i);
        }
        return length;
    }
}
