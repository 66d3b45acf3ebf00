package io.github.batchbench.benchmarks.history;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** E-divisive: splits a sequence where its parts differ, then the parts likewise, as long as the test rejects. */
final class Divisive {
    private final SplitTest test;

    Divisive(SplitTest test) {
        this.test = test;
    }

    /** Indices of the first values after each change, with the p-value of each. */
    SortedMap<Integer, Double> changes(double[] values) {
        SortedMap<Integer, Double> changes = new TreeMap<>();
        split(values, 0, values.length, changes);
        return changes;
    }

    private void split(double[] values, int from, int to, SortedMap<Integer, Double> changes) {
        double[] part = Arrays.copyOfRange(values, from, to);
        Energy energy = new Energy(part.length);
        Energy.Split best = energy.best(part);
        OptionalDouble p = test.reject(part, energy, best.distance());
        if (p.isPresent()) {
            changes.put(from + best.at(), p.getAsDouble());
            split(values, from, from + best.at(), changes);
            split(values, from + best.at(), to, changes);
        }
    }
}
