package io.github.batchbench.benchmarks.cli;

import io.github.batchbench.benchmarks.compare.Settings;
import picocli.CommandLine.Option;

/** How to compare. */
final class StatisticsOptions {
    @Option(
            names = "--margin",
            defaultValue = "5%",
            paramLabel = "PERCENT",
            converter = Percent.class,
            description = "The change that does not matter (default: ${DEFAULT-VALUE}).")
    private double margin;

    @Option(
            names = "--alpha",
            defaultValue = "0.07",
            description =
                    "The chance that any of all rows is called slower or faster though none is (default: ${DEFAULT-VALUE}).")
    private double alpha;

    @Option(
            names = "--resamples",
            defaultValue = "2000",
            description = "Bootstrap replicates a row (default: ${DEFAULT-VALUE}).")
    private int resamples;

    @Option(
            names = "--seed",
            defaultValue = "20261123",
            description = "Of the bootstrap: the same seed gives the same bytes (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--ruler",
            description = "Divide both sides by their calibration benchmark; only for reports made by `run`.")
    private boolean ruler;

    /** Throws IllegalArgumentException, which says the range. */
    Settings settings() {
        return new Settings(alpha, margin, resamples, seed, ruler);
    }
}
