package io.github.batchbench.azure.model;

/**
 * What is in a Batch account.
 *
 * @param pools how many
 * @param nodes how many its pools have or want
 * @param activeJobs jobs and job schedules that are not over, which is what the quota counts
 */
public record AccountUse(int pools, int nodes, int activeJobs) {
    /** For people. */
    @Override
    public String toString() {
        return pools + " pools with " + nodes + " nodes, " + activeJobs + " active jobs and job schedules";
    }
}
