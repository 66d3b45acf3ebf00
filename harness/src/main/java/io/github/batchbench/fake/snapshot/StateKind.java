package io.github.batchbench.fake.snapshot;

import java.util.Locale;

/** The kinds of things, by the names of their tables. */
enum StateKind {
    SNAPSHOT,
    RESOURCES,
    BATCH_ACCOUNTS,
    APPLICATIONS,
    PACKAGES,
    CERTIFICATES,
    POOLS,
    NODES,
    NODE_FILES,
    JOBS,
    TASKS,
    JOB_SCHEDULES,
    /** Which tasks have satisfied what depends on them; only along with a fake. */
    SATISFIED,
    STORAGE_ACCOUNTS,
    CONTAINERS,
    BLOBS;

    String table() {
        return name().toLowerCase(Locale.ROOT);
    }
}
