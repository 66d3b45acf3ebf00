package io.github.batchbench.nodetask.counter;

/** Where words go to be counted. */
interface WordSink {
    /**
     * Counts words of up to {@value WordTable#LONGEST_KEY} bytes, once each.
     *
     * @param first the keys' first halves
     * @param second the keys' second halves
     * @param position relative to {@code base}
     * @param words how many, from the arrays' beginning
     */
    void addAll(long[] first, long[] second, int[] position, int words, long base);

    /** Counts one word of more than {@value WordTable#LONGEST_KEY} bytes. */
    void addLong(byte[] text, int start, int length, long position);
}
