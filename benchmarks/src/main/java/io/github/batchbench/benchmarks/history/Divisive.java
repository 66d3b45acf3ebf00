package io.github.batchbench.benchmarks.history;

import java.util.Arrays;
import java.util.NavigableSet;
import java.util.TreeSet;

/** E-divisive: splits a sequence where its parts differ, then the parts likewise, as long as the test rejects. */
final class Divisive {
    private final SplitTest test;

    Divisive(SplitTest test) {
        this.test = test;
    }

    /** Indices of the first values after each change. */
    NavigableSet<Integer> changes(double[] values) {
        NavigableSet<Integer> changes = new TreeSet<>();
        split(values, 0, values.length, changes);
        return changes;
    }

    private void split(double[] values, int from, int to, NavigableSet<Integer> changes) {
        double[] part = Arrays.copyOfRange(values, from, to);
        Energy energy = new Energy(part.length);
        Energy.Split best = energy.best(part);
        if (test.rejects(part, energy, best.distance())) {
            changes.add(from + best.at());
            split(values, from, from + best.at(), changes);
            split(values, from + best.at(), to, changes);
        }
    }
}
