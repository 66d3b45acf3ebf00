package io.github.batchbench.benchmarks.history.simulate;

import java.util.Random;

/**
 * How the reports of an unchanged history scatter: by 5 %, on the scale of logarithms.
 *
 * @param outliers chance of a report that is half as slow again
 * @param alike correlation of one report with that before it
 * @param heavy Student's t of three degrees of freedom in place of the normal distribution, scaled to the same deviation
 * @param moods share of the variance that is the machine's mood: one of two, each of which lasts ten reports on average
 */
public record HistoryNoise(double outliers, double alike, boolean heavy, double moods) {
    /** Normal, each report for itself. */
    public static final HistoryNoise PLAIN = new HistoryNoise(0, 0, false, 0);

    /** Two reports of a hundred are disturbed. */
    public static final HistoryNoise OUTLIERS = new HistoryNoise(0.02, 0, false, 0);

    /** Of the logarithms, but for outliers. */
    static final double DEVIATION = 0.05;

    private static final double OUTLIER = Math.log(1.5);
    private static final double MOOD_CHANGES = 0.1;
    private static final int FREEDOM = 3;

    /** The same with such likeness. */
    HistoryNoise alike(double correlation) {
        return new HistoryNoise(outliers, correlation, heavy, moods);
    }

    /** That many logarithms around 0. */
    double[] draw(int reports, Random random) {
        double[] logs = new double[reports];
        double noise = random.nextGaussian();
        int mood = random.nextBoolean() ? 1 : -1;
        for (int i = 0; i < reports; i++) {
            noise = i == 0 ? noise : alike * noise + Math.sqrt(1 - alike * alike) * random.nextGaussian();
            mood *= moods > 0 && random.nextDouble() < MOOD_CHANGES ? -1 : 1;
            double own = noise * (heavy ? tail(random) : 1);
            logs[i] = DEVIATION * (Math.sqrt(1 - moods) * own + Math.sqrt(moods) * mood)
                    + (random.nextDouble() < outliers ? OUTLIER : 0);
        }
        return logs;
    }

    /** Makes a normal value one of Student's t, of variance 1. */
    private static double tail(Random random) {
        double squares = 0;
        for (int i = 0; i < FREEDOM; i++) {
            squares += Math.pow(random.nextGaussian(), 2);
        }
        return Math.sqrt((FREEDOM - 2) / squares);
    }
}
