package io.github.batchbench.benchmarks.compare;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Holm's step-down correction for many tests at once; valid whatever their dependence. */
final class Holm {
    private Holm() {}

    /** Adjusted p-values, in the order given. Equal ones get equal values. */
    static double[] adjust(List<Double> p) {
        List<Integer> order = IntStream.range(0, p.size())
                .boxed()
                .sorted(Comparator.comparing(p::get))
                .toList();
        double[] adjusted = new double[p.size()];
        double highest = 0;
        for (int rank = 0; rank < order.size(); rank++) {
            int index = order.get(rank);
            highest = Math.max(highest, Math.min(1, (p.size() - rank) * p.get(index)));
            adjusted[index] = highest;
        }
        return adjusted;
    }
}
