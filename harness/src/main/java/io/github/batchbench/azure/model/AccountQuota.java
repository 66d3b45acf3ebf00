package io.github.batchbench.azure.model;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an account may hold, as Azure Resource Manager says.
 *
 * @param pools how many
 * @param activeJobs jobs and job schedules that are not over
 * @param dedicatedCores of all dedicated nodes together
 * @param spotCores of all nodes together that may be taken away
 * @param familyCores what the dedicated nodes of a family of sizes may have, which counts beside {@code dedicatedCores}; a family that
 *     is not there has none. Null if families do not count
 * @param sizes the sizes of the account's region
 */
public record AccountQuota(
        int pools,
        int activeJobs,
        int dedicatedCores,
        int spotCores,
        @Nullable Map<String, Integer> familyCores,
        Map<String, Size> sizes) {
    /**
     * A size of virtual machines.
     *
     * @param family the sizes that it shares a quota with
     * @param cores of each machine
     */
    public record Size(String family, int cores) {}

    /** Names of families and sizes compare without regard to case, as the service's do. */
    public AccountQuota {
        sizes = anyCase(sizes);
        familyCores = familyCores == null ? null : anyCase(familyCores);
    }

    private static <T> Map<String, T> anyCase(Map<String, T> map) {
        Map<String, T> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(map);
        return sorted;
    }

    /** For people. */
    @Override
    public String toString() {
        return pools + " pools, " + activeJobs + " active jobs and job schedules, " + dedicatedCores
                + " dedicated cores"
                + (familyCores == null ? "" : " within the quotas of their families") + " and " + spotCores
                + " spot cores";
    }
}
