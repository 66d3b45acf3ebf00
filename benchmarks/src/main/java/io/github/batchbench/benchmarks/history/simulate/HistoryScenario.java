package io.github.batchbench.benchmarks.history.simulate;

import java.util.List;
import java.util.Random;

/**
 * A case of known truth: a hundred reports, of which the first row alone may truly have changed.
 *
 * @param name for the table
 * @param step of the cost, as a fraction, up in every other history and down in the others; 0 for none
 * @param drift of the cost from the first report to the last, as a fraction; 0 for none
 * @param noise of every row
 * @param rows in the history
 */
public record HistoryScenario(String name, double step, double drift, HistoryNoise noise, int rows) {
    /** Reports of a history. */
    public static final int REPORTS = 100;

    private static final int FROM_THE_ENDS = 15;
    private static final double LEVEL = 1000;
    private static final double FAR = 3;

    /** Nothing changes. */
    public static final HistoryScenario UNCHANGED = new HistoryScenario("unchanged", 0, 0, HistoryNoise.PLAIN, 1);

    /** Nothing changes, but two reports of a hundred are disturbed. */
    public static final HistoryScenario UNCHANGED_OUTLIERS =
            new HistoryScenario("unchanged, outliers", 0, 0, HistoryNoise.OUTLIERS, 1);

    /** Nothing changes, but reports resemble those before them. */
    public static final HistoryScenario UNCHANGED_ALIKE =
            new HistoryScenario("unchanged, neighbours alike by 0.3", 0, 0, HistoryNoise.PLAIN.alike(0.3), 1);

    /** Nothing changes, in reports that have outliers, heavy tails, and likeness. */
    public static final HistoryScenario UNCHANGED_HEAVY = new HistoryScenario(
            "unchanged, alike by 0.3, heavy tails, outliers", 0, 0, new HistoryNoise(0.02, 0.3, true, 0), 1);

    /** One step of 10 %. */
    public static final HistoryScenario STEP = new HistoryScenario("step of 10%", 0.1, 0, HistoryNoise.PLAIN, 1);

    /** One step of 10 % among outliers. */
    public static final HistoryScenario STEP_OUTLIERS =
            new HistoryScenario("step of 10%, outliers", 0.1, 0, HistoryNoise.OUTLIERS, 1);

    /** One step of 10 % in a history that drifts as well. */
    public static final HistoryScenario STEP_AND_DRIFT =
            new HistoryScenario("step of 10%, drift of 5%", 0.1, 0.05, HistoryNoise.PLAIN, 1);

    /** A slow change and nothing else. */
    public static final HistoryScenario DRIFT = new HistoryScenario("drift of 20%", 0, 0.2, HistoryNoise.PLAIN, 1);

    /** Those of the table. */
    public static final List<HistoryScenario> TABLE = List.of(
            UNCHANGED,
            UNCHANGED_OUTLIERS,
            new HistoryScenario("unchanged, 20 rows", 0, 0, HistoryNoise.OUTLIERS, 20),
            new HistoryScenario("unchanged, heavy tails", 0, 0, new HistoryNoise(0, 0, true, 0), 1),
            UNCHANGED_ALIKE,
            new HistoryScenario("unchanged, neighbours alike by 0.6", 0, 0, HistoryNoise.PLAIN.alike(0.6), 1),
            new HistoryScenario("unchanged, neighbours alike by 0.9", 0, 0, HistoryNoise.PLAIN.alike(0.9), 1),
            UNCHANGED_HEAVY,
            new HistoryScenario("unchanged, moods of ten reports", 0, 0, new HistoryNoise(0, 0, false, 0.5), 1),
            STEP,
            STEP_OUTLIERS,
            new HistoryScenario("step of 10%, heavy tails", 0.1, 0, new HistoryNoise(0, 0, true, 0), 1),
            STEP_AND_DRIFT,
            new HistoryScenario("step of 10%, drift of 5%, outliers", 0.1, 0.05, HistoryNoise.OUTLIERS, 1),
            new HistoryScenario("step of 10%, neighbours alike by 0.3", 0.1, 0, HistoryNoise.PLAIN.alike(0.3), 1),
            new HistoryScenario("step of 20%, outliers", 0.2, 0, HistoryNoise.OUTLIERS, 1),
            new HistoryScenario("step of 20%, neighbours alike by 0.6", 0.2, 0, HistoryNoise.PLAIN.alike(0.6), 1),
            new HistoryScenario("drift of 10%", 0, 0.1, HistoryNoise.PLAIN, 1),
            DRIFT,
            new HistoryScenario("drift of 20%, outliers", 0, 0.2, HistoryNoise.OUTLIERS, 1));

    /** Index of the first report after the step of a history. */
    int place(Random random) {
        return FROM_THE_ENDS + random.nextInt(REPORTS - 2 * FROM_THE_ENDS + 1);
    }

    /** Costs of one row; with the step at that place, or unchanged if that is negative. */
    double[] costs(int place, boolean up, Random random) {
        double[] costs = noise.draw(REPORTS, random);
        for (int i = 0; i < REPORTS; i++) {
            costs[i] = LEVEL * Math.exp(costs[i] + truth(i, place, up));
        }
        return costs;
    }

    /**
     * Where one puts the step who knows that there is one, its height, both levels and the drift, and looks for nothing but
     * the place: the one with the least loss, where a report counts as three deviations at most.
     */
    int likeliestPlace(double[] costs, boolean up) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int place = 1; place < REPORTS; place++) {
            double loss = 0;
            for (int i = 0; i < REPORTS; i++) {
                double deviations = (Math.log(costs[i] / LEVEL) - truth(i, place, up)) / HistoryNoise.DEVIATION;
                loss += Math.min(deviations * deviations, FAR * FAR);
            }
            if (loss < least) {
                least = loss;
                best = place;
            }
        }
        return best;
    }

    private double truth(int report, int place, boolean up) {
        double drifted = place >= 0 ? Math.log1p(drift) * report / REPORTS : 0;
        return drifted + (place >= 0 && report >= place ? Math.log1p(up ? step : -step) : 0);
    }
}
