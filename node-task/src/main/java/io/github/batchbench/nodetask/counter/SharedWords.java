package io.github.batchbench.nodetask.counter;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The words of all threads in one set of tables, so that memory does not grow with the threads. A word belongs to the
 * table that the last bits of its hash name (its place there is decided by the leading ones); each table is its own lock,
 * and taken for a batch of words at once.
 */
final class SharedWords {
    private static final int PARTS = 32;

    private final Outgrown outgrown;
    private volatile List<WordTable> parts = List.of();

    SharedWords(Outgrown outgrown) {
        this.outgrown = outgrown;
    }

    /** The tables, no word in two of them; none as long as nothing was poured. */
    List<WordTable> tables() {
        return parts;
    }

    private synchronized void open() {
        if (parts.isEmpty()) {
            parts = IntStream.range(0, PARTS)
                    .mapToObj(part -> new WordTable(outgrown))
                    .toList();
        }
    }

    /** Adds the words of a table, which stays as it is. */
    void pour(WordTable table) {
        open();
        for (int entry = 1; entry <= table.size(); entry++) {
            WordTable part = parts.get(table.hash(entry) & (PARTS - 1));
            synchronized (part) {
                part.merge(table, entry);
            }
        }
    }

    /** How one thread gets in, once something was poured: it sorts a batch by table first. */
    final class Entrance implements WordSink {
        private final int[] ends = new int[PARTS];
        private long[] firsts = new long[0];
        private long[] seconds = new long[0];
        private int[] positions = new int[0];
        private int[] hashes = new int[0];

        @Override
        public void addAll(long[] first, long[] second, int[] position, int words, long base) {
            if (firsts.length < words) {
                firsts = new long[first.length];
                seconds = new long[first.length];
                positions = new int[first.length];
                hashes = new int[first.length];
            }
            sort(first, second, position, words);
            int from = 0;
            for (int i = 0; i < PARTS; i++) {
                WordTable part = parts.get(i);
                synchronized (part) {
                    part.addOutOfOrder(firsts, seconds, positions, from, ends[i], base);
                }
                from = ends[i];
            }
        }

        /** By counting; afterwards {@link #ends} holds where each table's words end. */
        private void sort(long[] first, long[] second, int[] position, int words) {
            int[] next = new int[PARTS + 1];
            for (int i = 0; i < words; i++) {
                hashes[i] = WordTable.hash(first[i], second[i]) & (PARTS - 1);
                next[hashes[i] + 1]++;
            }
            for (int i = 0; i < PARTS; i++) {
                next[i + 1] += next[i];
                ends[i] = next[i + 1];
            }
            for (int i = 0; i < words; i++) {
                int at = next[hashes[i]]++;
                firsts[at] = first[i];
                seconds[at] = second[i];
                positions[at] = position[i];
            }
        }

        @Override
        public void addLong(byte[] text, int start, int length, long position) {
            WordTable part = parts.get(WordTable.hash(text, start, length) & (PARTS - 1));
            synchronized (part) {
                part.addLong(text, start, length, position);
            }
        }
    }
}
