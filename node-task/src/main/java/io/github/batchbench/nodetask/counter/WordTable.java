package io.github.batchbench.nodetask.counter;

import java.util.Arrays;

/**
 * Words and their counts: a hash table in two parts. The index has a slot of 8 bytes for every place: 32 bits of the
 * hash and the number of an entry. The entries, 32 bytes each, lie in order of insertion in chunks that never move: two
 * longs of key, the count, the first position. So growing moves the slim index only, and leaves little garbage behind.
 *
 * <p>The place of a hash is its leading bits; slots that are taken push on to the next. The index is at most three
 * quarters full. Entry 0 is never used, so that a slot of 0 is an empty one.
 *
 * <p>Words longer than {@value #LONGEST_KEY} bytes have 64 bits of hash as their first long, and as their second the
 * place of their bytes in {@link LongWords}, marked by a length byte of 255.
 */
final class WordTable implements WordSink {
    static final int LONGEST_KEY = 15;

    private static final int CHUNK_BITS = 12;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int FIELDS = 4;
    private static final int COUNT = 2;
    private static final int POSITION = 3;
    private static final long LONG_MARK = 0xffL << 56;

    private static final long K0 = 0x9E3779B97F4A7C15L;
    private static final long K1 = 0xC2B2AE3D27D4EB4FL;
    private static final long K2 = 0xD6E8FEB86659FD93L;

    private final Outgrown outgrown;
    private final LongWords longWords = new LongWords();
    private long[] index = new long[1 << 12];
    private int shift = 32 - 12;
    private long[][] chunks = {new long[CHUNK * FIELDS]};
    private int size = 1;
    private int[] hashes = new int[0];
    /** The entries found ahead, by their hashes; 0 for none. Entry 0 holds no word, so it equals no key. */
    private int[] found = new int[0];

    @SuppressWarnings("unused") // Keeps the compiler from dropping the loads that fetch ahead.
    private long fetched;

    WordTable(Outgrown outgrown) {
        this.outgrown = outgrown;
    }

    /** How many different words there are. */
    int size() {
        return size - 1;
    }

    /** What it takes in memory, but for its long words. */
    long bytes() {
        return (long) Long.BYTES * (index.length + (long) size * FIELDS);
    }

    @Override
    public void addAll(long[] first, long[] second, int[] position, int words, long base) {
        makeRoom(words);
        hash(first, second, 0, words);
        find(words);
        countFound(first, second, position, words, base);
    }

    /** As {@link #addAll}, for a stretch of the arrays, and for positions in any order between the calls. */
    void addOutOfOrder(long[] first, long[] second, int[] position, int from, int to, long base) {
        makeRoom(to - from);
        hash(first, second, from, to - from);
        find(to - from);
        for (int i = from; i < to; i++) {
            int entry = found[i - from];
            if (first(entry) == first[i] && second(entry) == second[i]) {
                increase(entry, 1, base + position[i]);
            } else {
                mergeShort(first[i], second[i], 1, base + position[i]);
            }
        }
    }

    private void makeRoom(int words) {
        if (hashes.length < words) {
            hashes = new int[words * 2];
            found = new int[words * 2];
        }
    }

    private void hash(long[] first, long[] second, int from, int words) {
        int[] target = hashes;
        for (int i = 0; i < words; i++) {
            target[i] = hash(first[from + i], second[from + i]);
        }
    }

    /** Of the word of an entry. */
    int hash(int entry) {
        return hash(first(entry), isLong(entry) ? LONG_MARK : second(entry));
    }

    /** Of a word of more than {@value #LONGEST_KEY} bytes. */
    static int hash(byte[] text, int start, int length) {
        return hash(LongWords.hash(text, start, length), LONG_MARK);
    }

    /** Of a word of up to {@value #LONGEST_KEY} bytes, by its key. */
    static int hash(long first, long second) {
        long mixed = (first * K0) + (second * K1);
        return (int) (((mixed ^ (mixed >>> 32)) * K2) >>> 32);
    }

    /**
     * Finds the entries of many words by their hashes, so that the waits for memory overlap: first all slots are touched,
     * then the entries whose hash agrees.
     */
    private void find(int words) {
        long[] slots = index;
        int mask = slots.length - 1;
        long touched = 0;
        for (int i = 0; i < words; i++) {
            touched += slots[hashes[i] >>> shift];
        }
        for (int i = 0; i < words; i++) {
            int hash = hashes[i];
            int at = hash >>> shift;
            long slot = slots[at];
            while (slot != 0 && (int) (slot >>> 32) != hash) {
                at = (at + 1) & mask;
                slot = slots[at];
            }
            int entry = (int) slot;
            found[i] = entry;
            touched += chunks[entry >>> CHUNK_BITS][(entry & (CHUNK - 1)) * FIELDS];
        }
        fetched = touched;
    }

    private void countFound(long[] first, long[] second, int[] position, int words, long base) {
        for (int i = 0; i < words; i++) {
            int entry = found[i];
            long[] chunk = chunks[entry >>> CHUNK_BITS];
            int field = (entry & (CHUNK - 1)) * FIELDS;
            if (chunk[field] == first[i] && chunk[field + 1] == second[i]) {
                chunk[field + COUNT]++;
            } else {
                count(first[i], second[i], hashes[i], base + position[i]);
            }
        }
    }

    private void count(long first, long second, int hash, long position) {
        long[] slots = index;
        int at = hash >>> shift;
        for (long slot = slots[at]; slot != 0; slot = slots[at]) {
            if ((int) (slot >>> 32) == hash) {
                int entry = (int) slot;
                long[] chunk = chunks[entry >>> CHUNK_BITS];
                int field = (entry & (CHUNK - 1)) * FIELDS;
                if (chunk[field] == first && chunk[field + 1] == second) {
                    chunk[field + COUNT]++;
                    return;
                }
            }
            at = (at + 1) & (slots.length - 1);
        }
        insert(at, first, second, hash, 1, position);
    }

    @Override
    public void addLong(byte[] text, int start, int length, long position) {
        addLong(text, start, length, LongWords.hash(text, start, length), 1, position);
    }

    private void addLong(byte[] text, int start, int length, long first, long count, long position) {
        int hash = hash(first, LONG_MARK);
        int at = hash >>> shift;
        for (long slot = index[at]; slot != 0; slot = index[at]) {
            int entry = (int) slot;
            if ((int) (slot >>> 32) == hash && first(entry) == first && isLong(entry)) {
                if (longWords.equal(second(entry) & ~LONG_MARK, text, start, length)) {
                    increase(entry, count, position);
                    return;
                }
            }
            at = (at + 1) & (index.length - 1);
        }
        insert(at, first, LONG_MARK | longWords.add(text, start, length), hash, count, position);
    }

    private void insert(int at, long first, long second, int hash, long count, long position) {
        int entry = size++;
        if (entry == chunks.length * CHUNK) {
            chunks = Arrays.copyOf(chunks, chunks.length + 1 + chunks.length / 8);
        }
        if (chunks[entry >>> CHUNK_BITS] == null) {
            chunks[entry >>> CHUNK_BITS] = new long[CHUNK * FIELDS];
        }
        long[] chunk = chunks[entry >>> CHUNK_BITS];
        int field = (entry & (CHUNK - 1)) * FIELDS;
        chunk[field] = first;
        chunk[field + 1] = second;
        chunk[field + COUNT] = count;
        chunk[field + POSITION] = position;
        index[at] = ((long) hash << 32) | entry;
        if (size > index.length / 4 * 3) {
            grow();
        }
    }

    private void grow() {
        index = doubled(index, --shift);
        outgrown.add(index.length * (long) Long.BYTES / 2);
    }

    /** The hash bits in the slots say where each belongs; leading bits keep the order, so both sides are walked along. */
    private static long[] doubled(long[] old, int shift) {
        long[] slots = new long[old.length * 2];
        int mask = slots.length - 1;
        for (long slot : old) {
            if (slot != 0) {
                int at = (int) (slot >>> 32) >>> shift;
                while (slots[at] != 0) {
                    at = (at + 1) & mask;
                }
                slots[at] = slot;
            }
        }
        return slots;
    }

    /** Adds all words of another table, which stays as it is. */
    void merge(WordTable other) {
        long[] first = new long[CHUNK];
        long[] second = new long[CHUNK];
        makeRoom(CHUNK);
        for (int start = 0; start < other.size; start += CHUNK) {
            long[] chunk = other.chunks[start >>> CHUNK_BITS];
            int words = Math.min(CHUNK, other.size - start);
            for (int i = 0; i < words; i++) {
                first[i] = chunk[i * FIELDS];
                second[i] = chunk[i * FIELDS + 1];
            }
            hash(first, second, 0, words);
            find(words);
            for (int i = start == 0 ? 1 : 0; i < words; i++) {
                if (!mergeFound(found[i], chunk, i * FIELDS)) {
                    merge(other, start + i);
                }
            }
        }
    }

    /** Whether the word that another table has at {@code theirs} was the one found, and short. */
    private boolean mergeFound(int entry, long[] other, int theirs) {
        long[] chunk = chunks[entry >>> CHUNK_BITS];
        int field = (entry & (CHUNK - 1)) * FIELDS;
        long second = other[theirs + 1];
        if (chunk[field] != other[theirs] || chunk[field + 1] != second || (second & LONG_MARK) == LONG_MARK) {
            return false;
        }
        chunk[field + COUNT] += other[theirs + COUNT];
        chunk[field + POSITION] = Math.min(chunk[field + POSITION], other[theirs + POSITION]);
        return true;
    }

    /** Adds a word of another table, which stays as it is. */
    void merge(WordTable other, int entry) {
        long count = other.count(entry);
        long position = other.position(entry);
        if (other.isLong(entry)) {
            byte[] word = other.word(entry);
            addLong(word, 0, word.length, other.first(entry), count, position);
        } else {
            mergeShort(other.first(entry), other.second(entry), count, position);
        }
    }

    private void mergeShort(long first, long second, long count, long position) {
        int hash = hash(first, second);
        int at = hash >>> shift;
        for (long slot = index[at]; slot != 0; slot = index[at]) {
            int entry = (int) slot;
            if ((int) (slot >>> 32) == hash && first(entry) == first && second(entry) == second) {
                increase(entry, count, position);
                return;
            }
            at = (at + 1) & (index.length - 1);
        }
        insert(at, first, second, hash, count, position);
    }

    private void increase(int entry, long count, long position) {
        long[] chunk = chunks[entry >>> CHUNK_BITS];
        int field = (entry & (CHUNK - 1)) * FIELDS;
        chunk[field + COUNT] += count;
        chunk[field + POSITION] = Math.min(chunk[field + POSITION], position);
    }

    /** The bytes of the word of an entry from 1 to {@link #size()}. */
    byte[] word(int entry) {
        if (isLong(entry)) {
            return longWords.get(second(entry) & ~LONG_MARK);
        }
        byte[] word = new byte[(int) (second(entry) >>> 56)];
        for (int i = 0; i < word.length; i++) {
            word[i] = (byte) ((i < 8 ? first(entry) : second(entry)) >>> (8 * (i & 7)));
        }
        return word;
    }

    /** How often the word of an entry occurs. */
    long count(int entry) {
        return field(entry, COUNT);
    }

    /** Where in the input the word of an entry first occurs, in bytes. */
    long position(int entry) {
        return field(entry, POSITION);
    }

    private long first(int entry) {
        return field(entry, 0);
    }

    private long second(int entry) {
        return field(entry, 1);
    }

    private boolean isLong(int entry) {
        return (second(entry) & LONG_MARK) == LONG_MARK;
    }

    private long field(int entry, int field) {
        return chunks[entry >>> CHUNK_BITS][(entry & (CHUNK - 1)) * FIELDS + field];
    }
}
