package io.github.batchbench.nodetask.counter;

/**
 * Turns tokens into words and words into keys, a block at a time, and hands them to a {@link WordSink}.
 *
 * <p>A token is stripped of ASCII punctuation at both ends. A word of up to 15 bytes becomes a key of two longs that is
 * the word itself: its bytes, zero-filled, and its length in the last byte. So no two words share a key and the text is
 * not looked at again. Longer words go there one by one.
 */
final class WordBatch {
    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    private static final byte[] IS_PUNCTUATION = new byte[256];
    /** By length: which bytes of the first and of the second eight belong to the word. */
    private static final long[] FIRST = new long[16];

    private static final long[] SECOND = new long[16];

    static {
        for (int i = 0; i < PUNCTUATION.length(); i++) {
            IS_PUNCTUATION[PUNCTUATION.charAt(i)] = 1;
        }
        for (int length = 1; length < 16; length++) {
            FIRST[length] = length >= 8 ? -1L : (1L << (8 * length)) - 1;
            SECOND[length] = length <= 8 ? 0 : (1L << (8 * (length - 8))) - 1;
        }
    }

    private final WordSink sink;
    private long[] first = new long[0];
    private long[] second = new long[0];
    private int[] position = new int[0];

    WordBatch(WordSink sink) {
        this.sink = sink;
    }

    /**
     * Counts tokens.
     *
     * @param base where in the input the buffer's first byte is
     * @param edges the index of each token's first byte and of the byte behind its last one, in turn
     * @param count the number of edges
     */
    void add(byte[] buffer, long base, int[] edges, int count) {
        if (first.length < count / 2) {
            first = new long[edges.length / 2];
            second = new long[edges.length / 2];
            position = new int[edges.length / 2];
        }
        int words = keys(buffer, base, edges, count);
        sink.addAll(first, second, position, words, base);
    }

    private int keys(byte[] buffer, long base, int[] edges, int count) {
        long[] firsts = first;
        long[] seconds = second;
        int[] positions = position;
        int words = 0;
        for (int i = 0; i < count; i += 2) {
            int start = edges[i];
            int end = edges[i + 1];
            // Most tokens have one mark or none at each end: taken off without a branch, and then looked at again.
            start += IS_PUNCTUATION[buffer[start] & 0xff];
            end -= IS_PUNCTUATION[buffer[end - 1] & 0xff];
            if (end <= start || (IS_PUNCTUATION[buffer[start] & 0xff] | IS_PUNCTUATION[buffer[end - 1] & 0xff]) != 0) {
                start = stripStart(buffer, edges[i], edges[i + 1]);
                end = stripEnd(buffer, start, edges[i + 1]);
                if (start == end) {
                    continue;
                }
            }
            int length = end - start;
            if (length > WordTable.LONGEST_KEY) {
                sink.addLong(buffer, start, length, base + start);
                continue;
            }
            firsts[words] = Swar.load(buffer, start) & FIRST[length & 15];
            seconds[words] = (Swar.load(buffer, start + 8) & SECOND[length & 15]) | ((long) length << 56);
            positions[words++] = start;
        }
        return words;
    }

    private static int stripStart(byte[] buffer, int start, int end) {
        int at = start;
        while (at < end && IS_PUNCTUATION[buffer[at] & 0xff] != 0) {
            at++;
        }
        return at;
    }

    private static int stripEnd(byte[] buffer, int start, int end) {
        int at = end;
        while (at > start && IS_PUNCTUATION[buffer[at - 1] & 0xff] != 0) {
            at--;
        }
        return at;
    }
}
