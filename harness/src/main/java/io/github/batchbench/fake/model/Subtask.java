package io.github.batchbench.fake.model;

import java.time.Instant;

/** A subtask of a multi-instance task: the coordination command on one node. Guarded by the account's lock. */
public final class Subtask {
    private final int id;
    private final NodeIdentity node;
    private final RunInfo run = new RunInfo();
    private final Lifecycle<TaskState> lifecycle;

    /** A subtask that starts to run. */
    public Subtask(int id, NodeIdentity node, Instant now) {
        this.id = id;
        this.node = node;
        this.lifecycle = new Lifecycle<>(TaskState.RUNNING, now);
        run.begin(now);
    }

    /** Its number; 0 is the primary's and not listed by the service. */
    public int id() {
        return id;
    }

    /** Where it runs. */
    public NodeIdentity node() {
        return node;
    }

    /** Its run. */
    public RunInfo run() {
        return run;
    }

    /** Its state. */
    public Lifecycle<TaskState> lifecycle() {
        return lifecycle;
    }
}
