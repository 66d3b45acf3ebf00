package io.github.batchbench.fake.model;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A job's preparation and release task on one node. Guarded by the account's lock. */
public final class JobNodeRuns extends Tracked {
    private final NodeIdentity node;
    private @Nullable RunInfo preparation;
    private @Nullable RunInfo release;

    /** Nothing has run yet. */
    public JobNodeRuns(NodeIdentity node) {
        this.node = node;
    }

    @Override
    void eachPart(Consumer<Tracked> action) {
        if (preparation != null) {
            action.accept(preparation);
        }
        if (release != null) {
            action.accept(release);
        }
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
        preparation = run == null ? null : part(run);
        changed();
    }

    /** The release task's run, null if it has none. */
    public @Nullable RunInfo release() {
        return release;
    }

    /** Notes a run of the release task. */
    public void release(RunInfo run) {
        release = part(run);
        changed();
    }

    /** What is kept of it, to be there again later: the runs that are over. */
    public record Kept(NodeIdentity node, RunInfo.@Nullable Kept preparation, RunInfo.@Nullable Kept release) {}

    Kept kept() {
        return new Kept(node, over(preparation), over(release));
    }

    private static RunInfo.@Nullable Kept over(@Nullable RunInfo run) {
        return run == null || run.endTime() == null ? null : run.kept();
    }

    static JobNodeRuns of(Kept kept) {
        JobNodeRuns runs = new JobNodeRuns(kept.node());
        runs.preparation = kept.preparation() == null ? null : RunInfo.of(kept.preparation());
        runs.release = kept.release() == null ? null : RunInfo.of(kept.release());
        return runs;
    }
}
