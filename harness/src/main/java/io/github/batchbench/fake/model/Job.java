package io.github.batchbench.fake.model;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A job and its tasks. Guarded by the account's lock. */
public final class Job extends Entity<JobState> {
    private final NavigableMap<String, Task> tasks = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, JobNodeRuns> nodeRuns = new LinkedHashMap<>();
    private final TaskTally taskTally = new TaskTally();
    private final TaskTally slotTally = new TaskTally();
    private String poolId;
    private @Nullable Instant endTime;
    private @Nullable String terminateReason;
    private @Nullable FailureInfo schedulingError;
    private @Nullable TaskSupply supply;

    /** A new job, active. */
    public Job(String id, Document spec, String poolId, Instant now) {
        super(id, spec, JobState.ACTIVE, now);
        this.poolId = poolId;
    }

    /** As it was, without its tasks. */
    public Job(JobKept kept) {
        super(kept.entity(), JobState.values());
        this.poolId = kept.poolId();
        this.endTime = kept.endTime();
        this.terminateReason = kept.terminateReason();
        this.schedulingError = kept.schedulingError();
        kept.nodeRuns().forEach(runs -> nodeRuns.put(runs.node().nodeId(), JobNodeRuns.of(runs)));
    }

    /** What is kept of a job, to be there again later; its tasks are kept by themselves. */
    public record JobKept(
            Entity.Kept entity,
            String poolId,
            @Nullable Instant endTime,
            @Nullable String terminateReason,
            @Nullable FailureInfo schedulingError,
            List<JobNodeRuns.Kept> nodeRuns) {}

    /** What is kept of it. */
    public JobKept kept() {
        return new JobKept(
                keptEntity(),
                poolId,
                endTime,
                terminateReason,
                schedulingError,
                nodeRuns.values().stream().map(JobNodeRuns::kept).toList());
    }

    @Override
    void eachPart(Consumer<Tracked> action) {
        super.eachPart(action);
        nodeRuns.values().forEach(action);
    }

    /** When it started. */
    public Instant startTime() {
        return creationTime();
    }

    /** When it completed, null before. */
    public @Nullable Instant endTime() {
        return endTime;
    }

    /** Why it ended, null before. */
    public @Nullable String terminateReason() {
        return terminateReason;
    }

    /** Notes why it ends. */
    public void terminateReason(String reason) {
        terminateReason = reason;
        changed();
    }

    /** Notes when it completed. */
    public void endTime(Instant at) {
        endTime = at;
        changed();
    }

    /** Why its auto pool could not be made, or what its end waits for; null if nothing is wrong. */
    public @Nullable FailureInfo schedulingError() {
        return schedulingError;
    }

    /** Notes why it cannot be scheduled or end, null if it can. */
    public void schedulingError(@Nullable FailureInfo error) {
        schedulingError = error;
        changed();
    }

    /** The pool it runs on, which need not exist (recorded). */
    public String poolId() {
        return poolId;
    }

    /** Moves it to another pool. */
    public void poolId(String id) {
        poolId = id;
        changed();
    }

    /** The task of this id, whatever the case of its letters. */
    public Optional<Task> task(String taskId) {
        return Optional.ofNullable(tasks.get(taskId));
    }

    /** All tasks, sorted by id without regard to case: no copy, as there may be a million; to be read under the lock. */
    public Collection<Task> tasks() {
        return Collections.unmodifiableCollection(tasks.values());
    }

    /** The tasks whose ids come after this one, for paging; as {@link #tasks}. */
    public Collection<Task> tasksAfter(String taskId) {
        return Collections.unmodifiableCollection(tasks.tailMap(taskId, false).values());
    }

    /** Adds a task; false if there is one of its id already, whatever the case of its letters. */
    public boolean add(Task task) {
        if (tasks.putIfAbsent(task.id(), task) != null) {
            return false;
        }
        count(task, 1);
        return true;
    }

    /** These tasks, by their ids without regard to case, are there again. */
    public void restore(NavigableMap<String, Task> again) {
        tasks.putAll(again);
        again.values().forEach(task -> count(task, 1));
    }

    /**
     * All its tasks are of this supply.
     *
     * @throws IllegalStateException if there are tasks already
     */
    public void supply(TaskSupply theSupply) {
        if (supply != null || !tasks.isEmpty()) {
            throw new IllegalStateException(
                    this + " has tasks already: only one without any can be supplied with tasks");
        }
        supply = theSupply;
        taskTally.addActive(theSupply.size());
        slotTally.addActive((long) theSupply.size() * theSupply.requiredSlots());
    }

    /** A task of its supply is made; it counts already. */
    public void supplied(Task task) {
        tasks.put(task.id(), task);
    }

    /** A task of its supply has completed: it is let go, and goes on to count. */
    public void letGo(Task task) {
        if (supply != null && tasks.remove(task.id(), task)) {
            supply.completed(task);
        }
    }

    /** Removes a task. */
    public void remove(Task task) {
        if (tasks.remove(task.id()) != null) {
            task.removed();
            count(task, -1);
        }
    }

    /** It is gone, and its tasks with it. */
    public void removed() {
        tasks.values().forEach(Task::removed);
    }

    /** Changes a task's state and the counts with it, which are right when somebody hears of the change. */
    public void move(Task task, TaskState next, Instant at) {
        Supplier<String> what = () -> "task " + task.id() + " of job " + id();
        task.lifecycle().require(next, what);
        count(task, -1);
        task.lifecycle().to(next, at, what, () -> count(task, 1));
    }

    private void count(Task task, int sign) {
        taskTally.add(task, sign);
        slotTally.add(task, (long) sign * task.requiredSlots());
    }

    /** Tasks by state. */
    public TaskCounts taskCounts() {
        return taskTally.counts();
    }

    /** Slots by the state of the tasks that take them. */
    public TaskCounts slotCounts() {
        return slotTally.counts();
    }

    /** Preparation and release on the nodes that ran tasks of this job, in the order in which they first did. */
    public List<JobNodeRuns> nodeRuns() {
        return List.copyOf(nodeRuns.values());
    }

    /** Preparation and release on a node, if it ran tasks of this job. */
    public Optional<JobNodeRuns> runsOn(NodeIdentity node) {
        return Optional.ofNullable(nodeRuns.get(node.nodeId()));
    }

    /** The same, from now on if it has not until now. */
    public JobNodeRuns beginOn(NodeIdentity node) {
        JobNodeRuns known = nodeRuns.get(node.nodeId());
        if (known == null) {
            known = part(new JobNodeRuns(node));
            nodeRuns.put(node.nodeId(), known);
            changed();
        }
        return known;
    }

    /** Whether it has not ended, nor begun to. */
    public boolean isOpen() {
        return state() != JobState.TERMINATING && state() != JobState.COMPLETED && state() != JobState.DELETING;
    }

    /** Whether its preparation task has failed on the node: its tasks do not go there (documented). */
    public boolean failedToPrepare(ComputeNode node) {
        if (settings().preparation().isEmpty()) {
            return false;
        }
        return runsOn(node.identity())
                .map(JobNodeRuns::preparation)
                .filter(run -> run.endTime() != null && !run.succeeded())
                .isPresent();
    }

    /** What clients sent, as the service understands it. */
    public JobSpec settings() {
        return new JobSpec(spec());
    }

    @Override
    public String toString() {
        return "job " + id() + " (" + state().wireName() + ", " + tasks.size() + " tasks)";
    }
}
