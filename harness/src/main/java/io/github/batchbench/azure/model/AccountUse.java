package io.github.batchbench.azure.model;

import java.util.List;

/**
 * What is in a Batch account.
 *
 * @param pools how many
 * @param nodes how many its pools have or want
 * @param activeJobs jobs and job schedules that are not over, which is what the quota counts
 * @param machines the nodes of each pool
 */
public record AccountUse(int pools, int nodes, int activeJobs, List<Machines> machines) {
    /**
     * The nodes that a pool has or wants.
     *
     * @param vmSize their size
     * @param dedicated how many are dedicated
     * @param spot how many may be taken away
     */
    public record Machines(String vmSize, int dedicated, int spot) {}

    /** What pools have. */
    public static AccountUse of(List<Machines> pools, int activeJobs) {
        int nodes = pools.stream()
                .mapToInt(machines -> machines.dedicated() + machines.spot())
                .sum();
        return new AccountUse(pools.size(), nodes, activeJobs, List.copyOf(pools));
    }

    /** For people. */
    @Override
    public String toString() {
        return pools + " pools with " + nodes + " nodes, " + activeJobs + " active jobs and job schedules";
    }
}
