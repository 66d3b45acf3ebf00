package io.github.batchbench.benchmarks.compare;

/**
 * How to compare.
 *
 * @param alpha the chance, over the whole family of rows, of a verdict of change, for worse or for better, where nothing
 *     changed; so a false regression has half of it
 * @param margin the change that does not matter, as a fraction: 0.05 lets cost grow to 1.05 times or shrink to 1/1.05
 * @param resamples bootstrap replicates a row
 * @param seed of the bootstrap; with the row's key it fixes every random number
 * @param ruler divide both sides by their calibration benchmark
 */
public record Settings(double alpha, double margin, int resamples, long seed, boolean ruler) {
    /** What the command line and the table of error rates use. */
    public static final Settings DEFAULT = new Settings(0.07, 0.05, 2000, 20_261_123L, false);

    /** Of each row's interval, and of that of the geometric mean. */
    public static final double CONFIDENCE = 0.95;

    /** Checks the ranges. */
    public Settings {
        require(alpha > 0 && alpha < 0.5, "alpha", "between 0 and 0.5", alpha);
        require(margin >= 0 && margin < 10, "margin", "between 0 and 10 (1000 %)", margin);
        require(resamples >= 200 && resamples <= 1_000_000, "resamples", "between 200 and 1000000", resamples);
    }

    private static void require(boolean holds, String name, String range, double value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " must be " + range + ", not " + value);
        }
    }

    /** The margin as a difference of logarithms. */
    double logMargin() {
        return Math.log1p(margin);
    }
}
