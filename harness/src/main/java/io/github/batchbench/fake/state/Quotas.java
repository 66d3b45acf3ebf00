package io.github.batchbench.fake.state;

/**
 * What the account may have at once.
 *
 * @param pools pools, those being deleted included
 * @param activeJobsAndSchedules jobs and schedules that have not completed
 * @param nodes of each kind, dedicated and spot, in all pools. The service counts cores; the fake has no table of the
 *     cores of VM sizes
 */
public record Quotas(int pools, int activeJobsAndSchedules, int nodes) {
    /** The service's usual upper limits (documented); that of nodes keeps a slip of the pen from filling the heap. */
    public static final Quotas DEFAULT = new Quotas(500, 1000, 10_000);

    /** With another number of pools. */
    public Quotas withPools(int number) {
        return new Quotas(number, activeJobsAndSchedules, nodes);
    }

    /** With another number of jobs and schedules. */
    public Quotas withActiveJobsAndSchedules(int number) {
        return new Quotas(pools, number, nodes);
    }

    /** With another number of nodes of each kind. */
    public Quotas withNodes(int number) {
        return new Quotas(pools, activeJobsAndSchedules, number);
    }
}
