package io.github.batchbench.benchmarks.report;

import java.util.Arrays;
import java.util.Optional;

/** JMH's modes, by the names that its JSON gives them. */
public enum Mode {
    /** Operations per unit of time. */
    THROUGHPUT("thrpt", Direction.HIGHER_IS_BETTER),
    /** Average time per operation. */
    AVERAGE_TIME("avgt", Direction.LOWER_IS_BETTER),
    /** Sampled times of single operations, kept as a histogram. */
    SAMPLE_TIME("sample", Direction.LOWER_IS_BETTER),
    /** Time of one cold invocation a fork. */
    SINGLE_SHOT("ss", Direction.LOWER_IS_BETTER);

    private final String label;
    private final Direction direction;

    Mode(String label, Direction direction) {
        this.label = label;
        this.direction = direction;
    }

    /** As in JMH's JSON: {@code thrpt}, {@code avgt}, {@code sample}, {@code ss}. */
    public String label() {
        return label;
    }

    /** Of the primary metric. */
    public Direction direction() {
        return direction;
    }

    static Optional<Mode> of(String label) {
        return Arrays.stream(values()).filter(mode -> mode.label.equals(label)).findFirst();
    }
}
