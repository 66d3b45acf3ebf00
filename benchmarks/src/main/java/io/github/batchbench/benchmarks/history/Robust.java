package io.github.batchbench.benchmarks.history;

import java.util.Arrays;

/** Location and scatter that a few wild values do not move. */
final class Robust {
    /** Makes a median of absolute deviations a standard deviation of normal values. */
    private static final double NORMAL = 1.4826;

    private static final int WINDOW = 7;
    private static final double FAR = 3;

    private Robust() {}

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The scatter around zero, of residuals. */
    static double scatter(double[] residuals) {
        return NORMAL * median(Arrays.stream(residuals).map(Math::abs).toArray());
    }

    /** The scatter from one value to the next: neither steps nor a drift count as noise. At least two values. */
    static double neighbours(double[] values) {
        double[] differences = new double[values.length - 1];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = values[i + 1] - values[i];
        }
        return scatter(differences) / Math.sqrt(2);
    }

    /** The values with lone ones brought in to three deviations from the median of their neighbourhood (Hampel's filter). */
    static double[] withoutSpikes(double[] values) {
        double reach = FAR * neighbours(values);
        double[] clipped = values.clone();
        if (reach == 0) {
            return clipped;
        }
        int width = Math.min(WINDOW, values.length);
        for (int i = 0; i < values.length; i++) {
            // As wide at the ends as elsewhere, or two spikes there would make a neighbourhood of their own.
            int from = Math.max(0, Math.min(values.length - width, i - width / 2));
            double middle = median(Arrays.copyOfRange(values, from, from + width));
            clipped[i] = Math.max(middle - reach, Math.min(middle + reach, values[i]));
        }
        return clipped;
    }
}
