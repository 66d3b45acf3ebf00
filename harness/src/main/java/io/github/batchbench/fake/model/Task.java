package io.github.batchbench.fake.model;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A task of a job. Guarded by the account's lock. */
public final class Task extends Entity<TaskState> {
    private final long order;
    private final int requiredSlots;
    private final int instances;
    private @Nullable RunInfo run;
    private @Nullable NodeIdentity node;
    private int unmetDependencies;
    private boolean filesRemoved;
    private boolean isRemoved;
    private List<Subtask> subtasks = List.of();

    /**
     * A new task, active.
     *
     * @param spec as its creator sent it, normalised
     * @param order rises with every task of the account
     */
    public Task(String id, Document spec, Instant now, long order) {
        super(id, spec, TaskState.ACTIVE, now);
        this.order = order;
        this.requiredSlots = settings().requiredSlots();
        this.instances = settings().instances();
    }

    /** As it was; what it depends on is to be found out anew. */
    public Task(TaskKept kept) {
        super(kept.entity(), TaskState.values());
        this.order = kept.order();
        this.requiredSlots = settings().requiredSlots();
        this.instances = settings().instances();
        this.run = kept.run() == null ? null : RunInfo.of(kept.run());
        this.node = kept.node();
        this.filesRemoved = kept.filesRemoved();
        this.subtasks = kept.subtasks().stream().map(Subtask::new).toList();
    }

    /** A task that is gone, as a node recalls it. */
    public static Task gone(String id, TaskState state, RunInfo.Kept run) {
        Lifecycle.Kept lifecycle = new Lifecycle<>(state, Instant.EPOCH).kept();
        Entity.Kept entity = new Entity.Kept(id, Document.EMPTY, Instant.EPOCH, Instant.EPOCH, lifecycle);
        Task task = new Task(new TaskKept(entity, 0, run, null, true, List.of()));
        task.removed();
        return task;
    }

    /** What is kept of a task, to be there again later. */
    public record TaskKept(
            Entity.Kept entity,
            long order,
            RunInfo.@Nullable Kept run,
            @Nullable NodeIdentity node,
            boolean filesRemoved,
            List<Subtask.Kept> subtasks) {}

    /** What is kept of it. */
    public TaskKept kept() {
        return new TaskKept(
                keptEntity(),
                order,
                run == null ? null : run.kept(),
                node,
                filesRemoved,
                subtasks.stream().map(Subtask::kept).toList());
    }

    @Override
    void eachPart(Consumer<Tracked> action) {
        super.eachPart(action);
        if (run != null) {
            action.accept(run);
        }
        subtasks.forEach(action);
    }

    /** Its place in the order of adding. */
    public long order() {
        return order;
    }

    /** On how many nodes it runs at once; 0 if it is not a multi-instance task. */
    public int instances() {
        return instances;
    }

    /** Its subtasks on the nodes of its latest run, the primary's first; empty if it is not a multi-instance task. */
    public List<Subtask> subtasks() {
        return subtasks;
    }

    /** Notes the subtasks of a run. */
    public void subtasks(List<Subtask> ofLatestRun) {
        subtasks = List.copyOf(ofLatestRun);
        subtasks.forEach(this::part);
        changed();
    }

    /** Slots it takes on a node. */
    public int requiredSlots() {
        return requiredSlots;
    }

    /** Its latest run; made when first asked for. */
    public RunInfo run() {
        if (run == null) {
            run = part(new RunInfo());
        }
        return run;
    }

    /** The node of its latest run, null before the first. */
    public @Nullable NodeIdentity node() {
        return node;
    }

    /** Places it on a node, or takes it off. */
    public void place(@Nullable NodeIdentity onNode) {
        node = onNode;
        changed();
    }

    /** How many of the tasks it depends on are not yet satisfied. */
    public int unmetDependencies() {
        return unmetDependencies;
    }

    /** Sets how many of the tasks it depends on are not yet satisfied. */
    public void unmetDependencies(int count) {
        unmetDependencies = count;
    }

    /** Whether its folder on the node was removed when its retention time was over. */
    public boolean filesRemoved() {
        return filesRemoved;
    }

    /** Its folder on the node is gone. */
    public void filesRemoved(boolean removed) {
        filesRemoved = removed;
        changed();
    }

    /** Whether it is not among its job's tasks any more. */
    public boolean isRemoved() {
        return isRemoved;
    }

    /** It is not among its job's tasks any more. */
    void removed() {
        isRemoved = true;
    }

    /** Whether it completed without a failure. */
    public boolean succeeded() {
        return lifecycle().is(TaskState.COMPLETED) && run().failure() == null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    /** By its place in the order of adding: cheaper than the machine's own for a million tasks, and alike in every run. */
    @Override
    public int hashCode() {
        return Long.hashCode(order);
    }

    /** What clients sent, as the service understands it. */
    public TaskSpec settings() {
        return new TaskSpec(spec());
    }

    @Override
    public String toString() {
        return "task " + id() + " (" + state().wireName() + ")";
    }
}
