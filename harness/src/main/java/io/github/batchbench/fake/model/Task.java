package io.github.batchbench.fake.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task of a job. Guarded by the account's lock. */
public final class Task {
    private final String id;
    private final Instant creationTime;
    private final long order;
    private final Lifecycle<TaskState> lifecycle;
    private final int requiredSlots;
    private final int instances;
    private Document spec;
    private Revision revision;
    private @Nullable RunInfo run;
    private @Nullable NodeIdentity node;
    private int unmetDependencies;
    private boolean filesRemoved;
    private List<Subtask> subtasks = List.of();

    /**
     * A new task, active.
     *
     * @param spec as its creator sent it, normalised
     * @param order rises with every task of the account
     */
    public Task(String id, Document spec, Instant now, long order) {
        this.id = id;
        this.spec = spec;
        this.order = order;
        this.requiredSlots = spec.integer("requiredSlots", 1);
        this.instances = spec.object("multiInstanceSettings")
                .map(settings -> settings.integer("numberOfInstances", 1))
                .orElse(0);
        this.revision = new Revision(now);
        this.creationTime = revision.lastModified();
        this.lifecycle = new Lifecycle<>(TaskState.ACTIVE, creationTime);
    }

    /** The id as its creator wrote it. */
    public String id() {
        return id;
    }

    /** The task as its creator sent it, normalised. */
    public Document spec() {
        return spec;
    }

    /** Replaces what was sent; a client write. */
    public void update(Document newSpec, Instant now) {
        spec = newSpec;
        touch(now);
    }

    /** A client wrote to it. */
    public void touch(Instant now) {
        revision = revision.next(now);
    }

    /** Last client write. */
    public Revision revision() {
        return revision;
    }

    /** When it was added. */
    public Instant creationTime() {
        return creationTime;
    }

    /** Its place in the order of adding. */
    public long order() {
        return order;
    }

    /** Its state and when it was entered. */
    public Lifecycle<TaskState> lifecycle() {
        return lifecycle;
    }

    /** Its state. */
    public TaskState state() {
        return lifecycle.state();
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
    }

    /** Slots it takes on a node. */
    public int requiredSlots() {
        return requiredSlots;
    }

    /** Its latest run; made when first asked for. */
    public RunInfo run() {
        if (run == null) {
            run = new RunInfo();
        }
        return run;
    }

    /** Whether it has ever been placed on a node. */
    public boolean hasRun() {
        return run != null && run.startTime() != null;
    }

    /** The node of its latest run, null before the first. */
    public @Nullable NodeIdentity node() {
        return node;
    }

    /** Places it on a node, or takes it off. */
    public void place(@Nullable NodeIdentity onNode) {
        node = onNode;
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
    }

    /** Whether it completed without a failure. */
    public boolean succeeded() {
        return lifecycle.is(TaskState.COMPLETED) && run().failure() == null;
    }
}
