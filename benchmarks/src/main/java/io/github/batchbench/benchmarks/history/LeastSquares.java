package io.github.batchbench.benchmarks.history;

/** Weighted least squares for a handful of columns, by the normal equations. */
final class LeastSquares {
    private LeastSquares() {}

    /** One coefficient a column; 0 for a column that the others before it hold already. */
    static double[] solve(double[][] columns, double[] values, double[] weights) {
        int size = columns.length;
        double[][] system = new double[size][size + 1];
        for (int row = 0; row < size; row++) {
            for (int column = row; column < size; column++) {
                system[row][column] = product(columns[row], columns[column], weights);
                system[column][row] = system[row][column];
            }
            system[row][size] = product(columns[row], values, weights);
        }
        return eliminate(system);
    }

    private static double product(double[] left, double[] right, double[] weights) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += weights[i] * left[i] * right[i];
        }
        return sum;
    }

    /** Gauss and Jordan; the matrix is symmetric and not negative, so that its diagonal can be the pivots. */
    private static double[] eliminate(double[][] system) {
        int size = system.length;
        for (int pivot = 0; pivot < size; pivot++) {
            double own = system[pivot][pivot];
            boolean dependent = own < 1e-12;
            for (int row = 0; row < size; row++) {
                double factor = dependent || row == pivot ? 0 : system[row][pivot] / own;
                for (int column = pivot; column <= size && factor != 0; column++) {
                    system[row][column] -= factor * system[pivot][column];
                }
            }
        }
        double[] solution = new double[size];
        for (int row = 0; row < size; row++) {
            solution[row] = system[row][row] < 1e-12 ? 0 : system[row][size] / system[row][row];
        }
        return solution;
    }
}
