package io.github.batchbench.fake.model;

/**
 * How many tasks of a job, or slots that they take, are in which state. {@code running} counts preparing ones too.
 *
 * @param completed {@code succeeded + failed}
 */
public record TaskCounts(long active, long running, long completed, long succeeded, long failed) {}
