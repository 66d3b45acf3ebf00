package io.github.batchbench.fake.model;

import org.jspecify.annotations.Nullable;

/** A job's preparation and release task on one node. Guarded by the account's lock. */
public final class JobNodeRuns {
    private final NodeIdentity node;
    private @Nullable RunInfo preparation;
    private @Nullable RunInfo release;

    /** Nothing has run yet. */
    public JobNodeRuns(NodeIdentity node) {
        this.node = node;
    }

    /** The node. */
    public NodeIdentity node() {
        return node;
    }

    /** The preparation task's run, null if it has none. */
    public @Nullable RunInfo preparation() {
        return preparation;
    }

    /** Notes a run of the preparation task, or that it must run again. */
    public void preparation(@Nullable RunInfo run) {
        preparation = run;
    }

    /** The release task's run, null if it has none. */
    public @Nullable RunInfo release() {
        return release;
    }

    /** Notes a run of the release task. */
    public void release(RunInfo run) {
        release = run;
    }
}
