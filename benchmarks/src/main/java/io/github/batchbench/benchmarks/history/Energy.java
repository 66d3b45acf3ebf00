package io.github.batchbench.benchmarks.history;

/**
 * The energy distance between neighbouring parts of a sequence, as the E-divisive method of Matteson and James (2014)
 * weighs it: {@code mn / (m + n)} times twice the mean distance between the parts, less the mean distances within.
 * All parts that begin with the sequence are looked at, so that an interval that rises and falls again is found.
 */
final class Energy {
    /** The fewest values of a part: two outliers beside each other are not yet a level. */
    static final int SHORTEST = 3;

    private final int size;
    /** Sums of all distances between the first i and the first j values. */
    private final double[][] sums;

    Energy(int size) {
        this.size = size;
        this.sums = new double[size + 1][size + 1];
    }

    /**
     * The split with the largest distance.
     *
     * @param at index of the first value after it; 0 if there is none
     * @param distance weighed by the parts' sizes; 0 if the sequence is too short to split
     */
    record Split(int at, double distance) {}

    /** Finds the best split of that many values. */
    Split best(double[] values) {
        sum(values);
        Split best = new Split(0, 0);
        for (int at = SHORTEST; at <= size - SHORTEST; at++) {
            for (int end = at + SHORTEST; end <= size; end++) {
                double distance = distance(at, end);
                if (distance > best.distance()) {
                    best = new Split(at, distance);
                }
            }
        }
        return best;
    }

    private void sum(double[] values) {
        for (int i = 0; i < size; i++) {
            double row = 0;
            for (int j = 0; j < size; j++) {
                row += Math.abs(values[i] - values[j]);
                sums[i + 1][j + 1] = sums[i][j + 1] + row;
            }
        }
    }

    /** Between the values before {@code at} and those from there to {@code end}. */
    private double distance(int at, int end) {
        double left = at;
        double right = end - at;
        double withinLeft = sums[at][at];
        double between = sums[at][end] - withinLeft;
        double withinRight = sums[end][end] - withinLeft - 2 * between;
        double energy =
                2 * between / (left * right) - withinLeft / (left * (left - 1)) - withinRight / (right * (right - 1));
        return energy * left * right / (left + right);
    }
}
