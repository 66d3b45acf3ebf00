package io.github.batchbench.nodetask.counter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;

/** The n most frequent words of some tables that have none in common, ties by first position: a heap of n whose worst gives way to a better one. */
final class Selection {
    /** Less is better. */
    private record Candidate(WordTable table, int entry, long count, long position) implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            return count == other.count ? Long.compare(position, other.position) : Long.compare(other.count, count);
        }

        String text() {
            return new String(table.word(entry), UTF_8);
        }
    }

    private Selection() {}

    static List<WordCount> top(List<WordTable> tables, int n) {
        PriorityQueue<Candidate> heap = new PriorityQueue<>(Collections.reverseOrder());
        for (WordTable table : tables) {
            offer(table, n, heap);
        }
        Candidate[] best = heap.toArray(new Candidate[0]);
        Arrays.sort(best);
        List<WordCount> words = new ArrayList<>();
        for (Candidate candidate : best) {
            words.add(new WordCount(candidate.text(), candidate.count()));
        }
        return List.copyOf(words);
    }

    private static void offer(WordTable table, int n, PriorityQueue<Candidate> heap) {
        long least = heap.isEmpty() ? 0 : heap.element().count();
        for (int entry = 1; entry <= table.size(); entry++) {
            long count = table.count(entry);
            if (heap.size() < n || count >= least) {
                heap.add(new Candidate(table, entry, count, table.position(entry)));
                if (heap.size() > n) {
                    heap.remove();
                }
                least = heap.element().count();
            }
        }
    }
}
