package io.github.batchbench.fake.protocol.batch.view;

/** The versions in which the shape of entities changed (recorded). */
final class Versions {
    /** Slots: {@code taskSlotsPerNode}, {@code requiredSlots}, slot counts. */
    static final String SLOTS = "2020-09-01.12.0";

    /** {@code maxParallelTasks}. */
    static final String PARALLEL_TASKS = "2021-06-01.14.0";

    /** {@code allowTaskPreemption}. */
    static final String PREEMPTION = "2022-01-01.15.0";

    /** {@code jobDefaultOrder}. */
    static final String JOB_ORDER = "2025-06-01";

    private Versions() {}

    static boolean since(String version, String first) {
        return version.compareTo(first) >= 0;
    }
}
