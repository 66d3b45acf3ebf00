package io.github.batchbench.benchmarks.compare;

import java.util.List;

/**
 * One side of a row, in the row's unit.
 *
 * @param score the mean of the forks' means
 * @param deviation of the forks' means, as a fraction of the score; not a number for fewer than two forks
 * @param forks the forks, each with its iterations' values; long ones averaged in blocks
 */
public record Summary(double score, double deviation, List<List<Double>> forks) {
    /** Copies the list. */
    public Summary {
        forks = List.copyOf(forks);
    }
}
