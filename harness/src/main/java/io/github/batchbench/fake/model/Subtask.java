package io.github.batchbench.fake.model;

import java.time.Instant;
import java.util.function.Consumer;

/** A subtask of a multi-instance task: the coordination command on one node. Guarded by the account's lock. */
public final class Subtask extends Tracked {
    private final int id;
    private final NodeIdentity node;
    private final RunInfo run;
    private final Lifecycle<TaskState> lifecycle;

    /** A subtask that starts to run. */
    public Subtask(int id, NodeIdentity node, Instant now) {
        this.id = id;
        this.node = node;
        this.lifecycle = new Lifecycle<>(TaskState.RUNNING, now);
        this.run = new RunInfo();
        run.begin(now);
    }

    /** As it was. */
    Subtask(Kept kept) {
        this.id = kept.id();
        this.node = kept.node();
        this.run = RunInfo.of(kept.run());
        this.lifecycle = Lifecycle.of(kept.lifecycle(), TaskState.values());
    }

    /** What is kept of it, to be there again later. */
    public record Kept(int id, NodeIdentity node, RunInfo.Kept run, Lifecycle.Kept lifecycle) {}

    Kept kept() {
        return new Kept(id, node, run.kept(), lifecycle.kept());
    }

    @Override
    void eachPart(Consumer<Tracked> action) {
        action.accept(run);
        action.accept(lifecycle);
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
