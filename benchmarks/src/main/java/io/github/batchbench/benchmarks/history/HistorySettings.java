package io.github.batchbench.benchmarks.history;

/**
 * How to look at a history.
 *
 * @param alpha the chance that any row is said to have changed, or its newest report to be out of line, where nothing has
 *     changed
 * @param margin the change of cost that does not matter to the verdict, as a fraction
 * @param recent a verdict is about changes among so many of the newest reports
 * @param seed of the random orders; with the row's key it fixes every random number
 */
public record HistorySettings(double alpha, double margin, int recent, long seed) {
    /** What the command line and the table of error rates use. */
    public static final HistorySettings DEFAULT = new HistorySettings(0.02, 0.05, 10, 20_261_123L);

    /** Checks the ranges. */
    public HistorySettings {
        require(alpha > 0 && alpha < 0.5, "alpha", "between 0 and 0.5", alpha);
        require(margin >= 0 && margin < 10, "margin", "between 0 and 10 (1000 %)", margin);
        require(recent >= 1, "recent", "at least 1", recent);
    }

    private static void require(boolean holds, String name, String range, Number value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " must be " + range + ", not " + value);
        }
    }
}
