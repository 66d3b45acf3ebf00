package io.github.batchbench.fake.service;

/**
 * What the account may have at once.
 *
 * @param pools pools, those being deleted included
 * @param activeJobsAndSchedules jobs and schedules that have not completed
 */
public record Quotas(int pools, int activeJobsAndSchedules) {
    /** The service's usual upper limits (documented). */
    public static final Quotas DEFAULT = new Quotas(500, 1000);
}
