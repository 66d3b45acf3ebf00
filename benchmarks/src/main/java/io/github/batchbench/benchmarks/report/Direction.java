package io.github.batchbench.benchmarks.report;

import java.util.Locale;

/** Which way of a metric is worse. */
public enum Direction {
    /** A lower value is better, as with times. */
    LOWER_IS_BETTER,
    /** A higher value is better, as with throughput. */
    HIGHER_IS_BETTER,
    /** Neither mode, name nor unit says; somebody has to. */
    UNKNOWN;

    /** 1 if a growing value costs more, -1 if it costs less. */
    public int costSign() {
        return this == HIGHER_IS_BETTER ? -1 : 1;
    }

    /** The direction of a secondary metric, from its name and unit. */
    static Direction ofSecondary(String metric, String unit) {
        String small = unit.toLowerCase(Locale.ROOT);
        if (metric.startsWith("gc.") || small.endsWith("/op")) {
            return LOWER_IS_BETTER;
        }
        return small.startsWith("ops/") ? HIGHER_IS_BETTER : UNKNOWN;
    }
}
