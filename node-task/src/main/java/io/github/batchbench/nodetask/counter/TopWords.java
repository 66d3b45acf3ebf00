package io.github.batchbench.nodetask.counter;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The most frequent words of a UTF-8 text. What a word is, is what Python's {@code str.split()} and
 * {@code strip(string.punctuation)} make of the text: tokens between Unicode white space, without ASCII punctuation at
 * both ends; case is kept, tokens of nothing but punctuation are dropped. A byte-order mark is neither white space nor
 * punctuation and so belongs to the first word, as it does in Python.
 *
 * <p>The result is ordered by falling count, ties by first appearance, whatever the number of threads. An input that
 * begins with the two bytes of gzip, which no UTF-8 text does, is decompressed first.
 *
 * <p>Memory depends on the number of different words and on the longest one, which may have up to 1 GiB; not on the
 * length of the input.
 */
public final class TopWords {
    /** A new thread with its cold code is worth its while from here on: 100 MB take two threads as long as one. */
    private static final long BYTES_PER_THREAD = 50_000_000;

    private static final long SEGMENT = 1 << 22;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private TopWords() {}

    /**
     * Counts a file, a pipe or whatever else can be read, with as many threads as there are processors and as its size is
     * worth.
     *
     * @param n how many words to return at most, at least 1
     * @throws MalformedUtf8Exception if the input is not UTF-8
     * @throws java.util.zip.ZipException if it is gzip, but broken
     * @throws IOException if it cannot be read
     */
    public static List<WordCount> count(Path file, int n) throws IOException {
        return count(file, n, threadsFor(file, Runtime.getRuntime().availableProcessors()));
    }

    /**
     * As {@link #count(Path, int)}, with a given number of threads.
     *
     * @param threads at least 1; what is not a plain file of text is counted by one
     */
    public static List<WordCount> count(Path file, int n, int threads) throws IOException {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, but is " + threads);
        }
        return count(file, n, threads, SEGMENT, WorkerWords.MOST_OF_ITS_OWN);
    }

    static List<WordCount> count(Path file, int n, int threads, long segmentSize, int ownWords) throws IOException {
        if (Files.isRegularFile(file) && !isGzip(file)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                return Selection.top(ParallelCount.count(channel, threads, segmentSize, ownWords), checked(n));
            }
        }
        try (InputStream in = open(file)) {
            return count(in, n);
        }
    }

    /** A channel on a pipe fails when asked what is available, as the reader of gzip does. */
    private static InputStream open(Path file) throws IOException {
        boolean pipe = Files.exists(file) && !Files.isRegularFile(file);
        return pipe ? new FileInputStream(file.toFile()) : Files.newInputStream(file);
    }

    /** Counts a stream to its end, without closing it, in one thread; otherwise as {@link #count(Path, int)}. */
    public static List<WordCount> count(InputStream in, int n) throws IOException {
        WordTable table = new WordTable(new Outgrown());
        InputStream text = uncompressed(in);
        new WordScanner(new WordBatch(table)).scan(text::read, 0);
        return Selection.top(List.of(table), checked(n));
    }

    /** How many of {@code atMost} threads a file of this size is worth, at least 1. */
    public static int threadsFor(Path file, int atMost) throws IOException {
        long worth = Files.isRegularFile(file) ? Files.size(file) / BYTES_PER_THREAD : 1;
        return (int) Math.max(1, Math.min(atMost, worth));
    }

    private static int checked(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("n must be at least 1, but is " + n);
        }
        return n;
    }

    private static boolean isGzip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
        }
    }

    private static InputStream uncompressed(InputStream in) throws IOException {
        PushbackInputStream peeked = new PushbackInputStream(in, 2);
        byte[] magic = peeked.readNBytes(2);
        peeked.unread(magic);
        boolean gzip = magic.length == 2 && magic[0] == GZIP_FIRST && magic[1] == (byte) GZIP_SECOND;
        return gzip ? new GZIPInputStream(peeked, 1 << 16) : peeked;
    }
}
