package io.github.batchbench.nodetask;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The most frequent words of a UTF-8 text. What a word is, is what Python's {@code str.split()} and
 * {@code strip(string.punctuation)} make of the text: tokens between Unicode white space, without ASCII punctuation at
 * both ends; case is kept, tokens of nothing but punctuation are dropped. A byte-order mark is neither white space nor
 * punctuation and so belongs to the first word, as it does in Python.
 *
 * <p>The result is ordered by falling count, ties by first appearance.
 */
public final class TopWords {
    private TopWords() {}

    /**
     * Counts a file, a pipe or whatever else can be read.
     *
     * @param n how many words to return at most, at least 1
     * @throws MalformedUtf8Exception if the input is not UTF-8
     * @throws IOException if it cannot be read
     */
    public static List<WordCount> count(Path file, int n) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return count(in, n);
        }
    }

    /** Counts a stream to its end, without closing it; otherwise as {@link #count(Path, int)}. */
    public static List<WordCount> count(InputStream in, int n) throws IOException {
        if (n < 1) {
            throw new IllegalArgumentException("n must be at least 1, but is " + n);
        }
        return new PlainCounter().count(in).top(n);
    }
}
