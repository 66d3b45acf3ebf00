package io.github.batchbench.benchmarks.history.simulate;

import java.util.List;
import java.util.Random;

/**
 * A case of known truth: a hundred reports that scatter by 5 %, of which the first row alone may truly have changed.
 *
 * @param name for the table
 * @param step of the cost, as a fraction, up in every other history and down in the others; 0 for none
 * @param drift of the cost from the first report to the last, as a fraction; 0 for none
 * @param outliers chance of a report that is half as slow again
 * @param alike correlation of the noise of one report with that of the next
 * @param rows in the history
 */
public record HistoryScenario(String name, double step, double drift, double outliers, double alike, int rows) {
    /** Reports of a history. */
    public static final int REPORTS = 100;

    private static final double NOISE = 0.05;
    private static final double OUTLIER = Math.log(1.5);
    private static final int FROM_THE_ENDS = 15;

    /** Nothing changes. */
    public static final HistoryScenario UNCHANGED = new HistoryScenario("unchanged", 0, 0, 0, 0, 1);

    /** Nothing changes, but two reports of a hundred are disturbed. */
    public static final HistoryScenario UNCHANGED_OUTLIERS =
            new HistoryScenario("unchanged, outliers", 0, 0, 0.02, 0, 1);

    /** One step of 10 %. */
    public static final HistoryScenario STEP = new HistoryScenario("step of 10%", 0.1, 0, 0, 0, 1);

    /** One step of 10 % among outliers. */
    public static final HistoryScenario STEP_OUTLIERS =
            new HistoryScenario("step of 10%, outliers", 0.1, 0, 0.02, 0, 1);

    /** A slow change and nothing else. */
    public static final HistoryScenario DRIFT = new HistoryScenario("drift of 20%", 0, 0.2, 0, 0, 1);

    /** Those of the table. */
    public static final List<HistoryScenario> TABLE = List.of(
            UNCHANGED,
            UNCHANGED_OUTLIERS,
            new HistoryScenario("unchanged, 20 rows", 0, 0, 0.02, 0, 20),
            new HistoryScenario("unchanged, neighbours alike by 0.3", 0, 0, 0, 0.3, 1),
            STEP,
            STEP_OUTLIERS,
            new HistoryScenario("step of 10%, drift of 5%", 0.1, 0.05, 0, 0, 1),
            new HistoryScenario("step of 10%, drift of 5%, outliers", 0.1, 0.05, 0.02, 0, 1),
            new HistoryScenario("step of 20%, outliers", 0.2, 0, 0.02, 0, 1),
            new HistoryScenario("drift of 10%", 0, 0.1, 0, 0, 1),
            DRIFT,
            new HistoryScenario("drift of 20%, outliers", 0, 0.2, 0.02, 0, 1));

    /** Index of the first report after the step of a history. */
    int place(Random random) {
        return FROM_THE_ENDS + random.nextInt(REPORTS - 2 * FROM_THE_ENDS + 1);
    }

    /** Costs of one row; with the step at that place, or unchanged if that is negative. */
    double[] costs(int place, boolean up, Random random) {
        double[] costs = new double[REPORTS];
        double noise = random.nextGaussian();
        for (int i = 0; i < REPORTS; i++) {
            noise = i == 0 ? noise : alike * noise + Math.sqrt(1 - alike * alike) * random.nextGaussian();
            double log = NOISE * noise + (random.nextDouble() < outliers ? OUTLIER : 0);
            if (place >= 0) {
                log += Math.log1p(drift) * i / REPORTS;
                log += i >= place ? Math.log1p(up ? step : -step) : 0;
            }
            costs[i] = 1000 * Math.exp(log);
        }
        return costs;
    }
}
