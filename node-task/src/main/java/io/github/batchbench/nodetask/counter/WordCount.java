package io.github.batchbench.nodetask.counter;

/**
 * A word and how often it occurs.
 *
 * @param word never empty; case kept, ASCII punctuation stripped at both ends
 * @param count at least 1
 */
public record WordCount(String word, long count) {}
