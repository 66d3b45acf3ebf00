package io.github.batchbench.benchmarks.history;

import java.util.Arrays;
import java.util.List;

/**
 * What a sequence would be without noise: a level, steps, and perhaps a drift that begins somewhere and lasts.
 *
 * @param steps indices of the first values after each step, ascending
 * @param driftFrom index at which the drift begins; negative if there is none
 */
record Shape(List<Integer> steps, int driftFrom) {
    private static final int ROUNDS = 8;
    private static final double HUBER = 1.345;
    private static final double FAR = 3;
    private static final double SETTLED = 0.01;

    Shape {
        steps = List.copyOf(steps);
    }

    boolean drifts() {
        return driftFrom >= 0;
    }

    /**
     * A shape laid over values.
     *
     * @param heights of the steps, in their order
     * @param slope of the drift, from one value to the next; 0 if there is none
     * @param expected the values without noise
     * @param cost sum of the squared residuals in units of the scale, where one beyond 3 counts as 3
     */
    @SuppressWarnings("ArrayRecordComponent") // Numbers for arithmetic; never compared.
    record Fit(List<Double> heights, double slope, double[] expected, double cost) {}

    /** Fits by Huber's regression: residuals far beyond the scale, which is above 0, pull no harder than near ones. */
    Fit fit(double[] values, double scale) {
        double[][] columns = columns(values.length);
        double[] weights = new double[values.length];
        Arrays.fill(weights, 1);
        double[] expected = new double[values.length];
        double[] coefficients = new double[columns.length];
        for (int round = 0; round < ROUNDS; round++) {
            coefficients = LeastSquares.solve(columns, values, weights);
            expected = expected(columns, coefficients);
            if (!reweigh(weights, values, expected, scale)) {
                break;
            }
        }
        double cost = 0;
        for (int i = 0; i < values.length; i++) {
            cost += loss(Math.abs(values[i] - expected[i]) / scale);
        }
        double slope = drifts() ? coefficients[coefficients.length - 1] : 0;
        List<Double> heights =
                Arrays.stream(coefficients, 1, 1 + steps.size()).boxed().toList();
        return new Fit(heights, slope, expected, cost);
    }

    /** False if the weights were right already. */
    private static boolean reweigh(double[] weights, double[] values, double[] expected, double scale) {
        double moved = 0;
        for (int i = 0; i < values.length; i++) {
            double weight = Math.min(1, HUBER * scale / Math.max(Math.abs(values[i] - expected[i]), 1e-300));
            moved = Math.max(moved, Math.abs(weight - weights[i]));
            weights[i] = weight;
        }
        return moved > SETTLED;
    }

    /** Of a residual, not negative, in units of the scale. */
    static double loss(double residual) {
        return Math.min(residual * residual, FAR * FAR);
    }

    /** A constant, each step, and the drift. */
    private double[][] columns(int size) {
        double[][] columns = new double[1 + steps.size() + (drifts() ? 1 : 0)][size];
        for (int i = 0; i < size; i++) {
            columns[0][i] = 1;
            for (int step = 0; step < steps.size(); step++) {
                columns[step + 1][i] = i >= steps.get(step) ? 1 : 0;
            }
            if (drifts()) {
                columns[columns.length - 1][i] = Math.max(0, i - driftFrom);
            }
        }
        return columns;
    }

    private static double[] expected(double[][] columns, double[] coefficients) {
        double[] expected = new double[columns[0].length];
        for (int c = 0; c < columns.length; c++) {
            for (int i = 0; i < expected.length; i++) {
                expected[i] += coefficients[c] * columns[c][i];
            }
        }
        return expected;
    }
}
