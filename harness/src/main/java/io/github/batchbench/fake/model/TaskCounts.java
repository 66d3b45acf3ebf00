package io.github.batchbench.fake.model;

/**
 * How many tasks of a job, or slots that they take, are in which state. {@code running} counts preparing ones too.
 */
public record TaskCounts(long active, long running, long succeeded, long failed) {
    /** No tasks. */
    public static final TaskCounts NONE = new TaskCounts(0, 0, 0, 0);

    /** Those that succeeded and those that failed. */
    public long completed() {
        return succeeded + failed;
    }
}
