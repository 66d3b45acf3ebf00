package io.github.batchbench.fake.state;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the account may have at once: what Resource Manager shows of it, and what the account itself goes by.
 *
 * @param pools pools, those being deleted included
 * @param activeJobsAndSchedules jobs and schedules that have not completed
 * @param dedicatedCores cores of the dedicated nodes of all pools
 * @param lowPriorityCores cores of the spot nodes of all pools
 * @param familyCores dedicated cores of the nodes of a family of VM sizes, by the family's name in whatever case; they count
 *     beside {@code dedicatedCores}, and a family that is not here has none. Empty if families are not looked at
 */
public record Quotas(
        int pools,
        int activeJobsAndSchedules,
        int dedicatedCores,
        int lowPriorityCores,
        Map<String, Integer> familyCores) {
    /**
     * The service's usual upper limits (documented) of pools and jobs; that of cores, which Azure settles account by account, keeps a
     * slip of the pen from filling the heap.
     */
    public static final Quotas DEFAULT = new Quotas(500, 1000, 10_000, 10_000, Map.of());

    /** Keeps a copy. */
    public Quotas {
        Map<String, Integer> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(familyCores);
        familyCores = Collections.unmodifiableMap(copy);
    }

    /** Whether the families of VM sizes have quotas of their own. */
    public boolean perFamily() {
        return !familyCores.isEmpty();
    }

    /** With another number of pools. */
    public Quotas withPools(int number) {
        return new Quotas(number, activeJobsAndSchedules, dedicatedCores, lowPriorityCores, familyCores);
    }

    /** With another number of jobs and schedules. */
    public Quotas withActiveJobsAndSchedules(int number) {
        return new Quotas(pools, number, dedicatedCores, lowPriorityCores, familyCores);
    }

    /** With another number of dedicated cores. */
    public Quotas withDedicatedCores(int number) {
        return new Quotas(pools, activeJobsAndSchedules, number, lowPriorityCores, familyCores);
    }

    /** With another number of cores of spot nodes. */
    public Quotas withLowPriorityCores(int number) {
        return new Quotas(pools, activeJobsAndSchedules, dedicatedCores, number, familyCores);
    }

    /** With another number of dedicated cores for one family. */
    public Quotas withFamilyCores(String family, int number) {
        Map<String, Integer> families = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        families.putAll(familyCores);
        families.put(family, number);
        return new Quotas(pools, activeJobsAndSchedules, dedicatedCores, lowPriorityCores, families);
    }
}
