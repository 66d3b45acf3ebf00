package io.github.batchbench.simulation;

import org.jspecify.annotations.Nullable;

/**
 * Tasks that are alike, in a job of their own.
 *
 * @param job the job's id; {@code job-1}, {@code job-2}, … if null or absent in the plan
 * @param count how many, at least 1
 * @param time how long they take; a minute each if absent
 * @param failureRate how many of their runs end with another exit code than 0, from 0 to 1; retries draw again
 * @param retries how often a failed task is tried again; -1 for ever, as in Batch
 * @param requiredSlots slots that each takes on its node; 1 if absent
 * @param priority of the job, from -1000 to 1000
 */
public record TaskGroup(
        @Nullable String job,
        int count,
        TaskTime time,
        double failureRate,
        int retries,
        int requiredSlots,
        int priority) {
    private static final int MOST = 10_000_000;

    /** Fills in what a plan leaves out, and refuses what makes no sense. */
    public TaskGroup {
        time = time == null ? TaskTime.A_MINUTE : time;
        requiredSlots = requiredSlots == 0 ? 1 : requiredSlots;
        Check.range("count", count, 1, MOST);
        Check.range("failureRate", failureRate, 0, 1);
        Check.range("retries", retries, -1, 100);
        Check.range("requiredSlots", requiredSlots, 1, PoolPlan.MOST_SLOTS);
        Check.range("priority", priority, -1000, 1000);
        Check.that(
                failureRate < 1 || retries >= 0,
                "failureRate",
                "must be below 1 if retries is -1, or the tasks never end");
        Check.that(job == null || job.matches("[A-Za-z0-9_-]{1,64}"), "job", "must be an id: letters, digits, - and _");
    }

    /** So many tasks of a minute each that always succeed. */
    public static TaskGroup of(int count) {
        return new TaskGroup(null, count, TaskTime.A_MINUTE, 0, 0, 1, 0);
    }
}
