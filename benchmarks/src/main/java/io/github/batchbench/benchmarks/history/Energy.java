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

    private final double[] inverses;

    Energy(int size) {
        this.size = size;
        this.sums = new double[size + 1][size + 1];
        this.inverses = new double[size + 1];
        for (int i = 1; i <= size; i++) {
            inverses[i] = 1.0 / i;
        }
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
        int bestAt = 0;
        double most = 0;
        for (int at = SHORTEST; at <= size - SHORTEST; at++) {
            double[] row = sums[at];
            double left = row[at];
            double leftPairs = left * inverses[at - 1];
            for (int end = at + SHORTEST; end <= size; end++) {
                int right = end - at;
                double between = row[end] - left;
                double withinRight = sums[end][end] - left - 2 * between;
                double distance =
                        (2 * between - leftPairs * right - withinRight * at * inverses[right - 1]) * inverses[end];
                if (distance > most) {
                    most = distance;
                    bestAt = at;
                }
            }
        }
        return new Split(bestAt, most);
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
}
