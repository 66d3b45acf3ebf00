package io.github.batchbench.nodetask.counter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The n most frequent words of a table, ties by first position: a heap of n whose worst gives way to a better one. */
final class Selection {
    private record Candidate(int entry, long count, long position) {}

    private static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingLong(Candidate::count).reversed().thenComparingLong(Candidate::position);

    private Selection() {}

    static List<WordCount> top(WordTable table, int n) {
        PriorityQueue<Candidate> heap = new PriorityQueue<>(BEST_FIRST.reversed());
        long least = 0;
        for (int entry = 1; entry <= table.size(); entry++) {
            long count = table.count(entry);
            if (heap.size() < n || count >= least) {
                heap.add(new Candidate(entry, count, table.position(entry)));
                if (heap.size() > n) {
                    heap.remove();
                }
                least = heap.element().count();
            }
        }
        Candidate[] best = heap.toArray(Candidate[]::new);
        Arrays.sort(best, BEST_FIRST);
        return Arrays.stream(best)
                .map(candidate -> new WordCount(new String(table.word(candidate.entry()), UTF_8), candidate.count()))
                .toList();
    }
}
