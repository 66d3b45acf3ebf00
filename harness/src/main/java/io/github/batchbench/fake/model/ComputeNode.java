package io.github.batchbench.fake.model;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A compute node of a pool. Guarded by the account's lock. */
public final class ComputeNode extends Tracked {
    private static final int RECENT_TASKS = 10;

    /** A task that a node ran. */
    public record TaskOnNode(String jobId, Task task) {}

    private final NodeIdentity identity;
    private final Instant allocationTime;
    private final Lifecycle<NodeState> lifecycle;
    private final Set<Task> runningTasks = new LinkedHashSet<>();
    private final Deque<TaskOnNode> recentTasks = new ArrayDeque<>();
    private final List<FailureInfo> errors = new ArrayList<>();
    private final Map<String, Document> users = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private int number;
    private boolean schedulingEnabled = true;
    private boolean draining;
    private boolean held;
    private boolean letGo;
    private @Nullable Instant lastBootTime;
    private @Nullable RunInfo startTask;
    private int usedSlots;
    private int totalTasksRun;
    private int totalTasksSucceeded;

    /** A node being allocated. */
    public ComputeNode(NodeIdentity identity, Instant now) {
        this.identity = identity;
        this.allocationTime = now;
        this.lifecycle = new Lifecycle<>(NodeState.CREATING, now);
    }

    /** As it was; it runs nothing. */
    public ComputeNode(Kept kept) {
        this.identity = kept.identity();
        this.number = kept.number();
        this.allocationTime = kept.allocationTime();
        this.lifecycle = Lifecycle.of(kept.lifecycle(), NodeState.values());
        this.schedulingEnabled = kept.schedulingEnabled();
        this.lastBootTime = kept.lastBootTime();
        this.startTask = kept.startTask() == null ? null : RunInfo.of(kept.startTask());
        this.users.putAll(kept.users());
        this.errors.addAll(kept.errors());
        this.totalTasksRun = kept.totalTasksRun();
        this.totalTasksSucceeded = kept.totalTasksSucceeded();
    }

    /**
     * What is kept of a node, to be there again later.
     *
     * @param recentTasks the tasks that it ran, the newest first
     */
    public record Kept(
            NodeIdentity identity,
            int number,
            Instant allocationTime,
            Lifecycle.Kept lifecycle,
            boolean schedulingEnabled,
            @Nullable Instant lastBootTime,
            RunInfo.@Nullable Kept startTask,
            Map<String, Document> users,
            List<FailureInfo> errors,
            int totalTasksRun,
            int totalTasksSucceeded,
            List<RecentTask> recentTasks) {}

    /**
     * A task by its ids; of one that is gone, all that the node knows.
     *
     * @param state the last one of a task that is gone, null for one that is there
     * @param run the last one of a task that is gone, null for one that is there
     */
    public record RecentTask(
            String jobId, String taskId, @Nullable TaskState state, RunInfo.@Nullable Kept run) {
        private static RecentTask of(TaskOnNode recent) {
            Task task = recent.task();
            return task.isRemoved()
                    ? new RecentTask(
                            recent.jobId(), task.id(), task.state(), task.run().kept())
                    : new RecentTask(recent.jobId(), task.id(), null, null);
        }
    }

    /** What is kept of it. */
    public Kept kept() {
        return new Kept(
                identity,
                number,
                allocationTime,
                lifecycle.kept(),
                schedulingEnabled,
                lastBootTime,
                startTask == null ? null : startTask.kept(),
                new TreeMap<>(users),
                List.copyOf(errors),
                totalTasksRun,
                totalTasksSucceeded,
                recentTasks.stream().map(RecentTask::of).toList());
    }

    /** The tasks that it ran, the newest first, when they are there again. */
    public void recall(List<TaskOnNode> newestFirst) {
        recentTasks.clear();
        recentTasks.addAll(newestFirst);
    }

    @Override
    void eachPart(Consumer<Tracked> action) {
        action.accept(lifecycle);
        if (startTask != null) {
            action.accept(startTask);
        }
    }

    /** Which node. */
    public NodeIdentity identity() {
        return identity;
    }

    /** Its id. */
    public String id() {
        return identity.nodeId();
    }

    /** Its number in its pool, from 0: no other node that is there has it, and it keeps it while it is there. */
    public int number() {
        return number;
    }

    void number(int given) {
        number = given;
        changed();
    }

    /** Its state and when it was entered. */
    public Lifecycle<NodeState> lifecycle() {
        return lifecycle;
    }

    /** Its state. */
    public NodeState state() {
        return lifecycle.state();
    }

    /** Changes the state. */
    public void to(NodeState next, Instant at) {
        lifecycle.to(next, at, () -> "node " + id());
        letGo = false;
    }

    /** Whether tasks may be placed on it: up, not about to restart, and with scheduling enabled. */
    public boolean takesTasks() {
        return schedulingEnabled
                && !draining
                && !held
                && (lifecycle.is(NodeState.IDLE) || lifecycle.is(NodeState.RUNNING));
    }

    /** Whether scheduling is enabled. */
    public boolean schedulingEnabled() {
        return schedulingEnabled;
    }

    /** Enables or disables scheduling. */
    public void schedulingEnabled(boolean enabled) {
        schedulingEnabled = enabled;
        changed();
    }

    /** It waits for the end of its tasks to restart or leave, and takes no new ones; or it does so no more. */
    public void draining(boolean waits) {
        draining = waits;
    }

    /** Whether it is neither kept in its state nor was let go of it. */
    public boolean canBeHeld() {
        return !held && !letGo;
    }

    /** It takes no tasks until it is let go. */
    public void hold() {
        held = true;
    }

    /** It takes tasks again. */
    public void letGo() {
        held = false;
        letGo = true;
    }

    /** When it was allocated. */
    public Instant allocationTime() {
        return allocationTime;
    }

    /** When it last booted, null before the first time. */
    public @Nullable Instant lastBootTime() {
        return lastBootTime;
    }

    /** Notes a boot. */
    public void booted(Instant at) {
        lastBootTime = at;
        changed();
    }

    /** The start task's latest run, null if it has none. */
    public @Nullable RunInfo startTask() {
        return startTask;
    }

    /** Notes a run of the start task. */
    public void startTask(@Nullable RunInfo run) {
        startTask = run == null ? null : part(run);
        changed();
    }

    /** What is wrong with it. */
    public List<FailureInfo> errors() {
        return List.copyOf(errors);
    }

    /** Something more is wrong with it. */
    public void addError(FailureInfo error) {
        errors.add(error);
        changed();
    }

    /** Nothing is wrong with it any more. */
    public void clearErrors() {
        errors.clear();
        changed();
    }

    /** Adds a user, as whom nobody can log in; false if there is one of this name. */
    public boolean addUser(String name, Document user) {
        return noted(users.putIfAbsent(name, user) == null);
    }

    /** Changes a user; false if there is none of this name. */
    public boolean updateUser(String name, Document user) {
        return noted(users.replace(name, user) != null);
    }

    /** Removes a user; false if there is none of this name. */
    public boolean removeUser(String name) {
        return noted(users.remove(name) != null);
    }

    private boolean noted(boolean done) {
        if (done) {
            changed();
        }
        return done;
    }

    /** A task takes its slots. */
    public void occupy(Job job, Task task) {
        runningTasks.add(task);
        usedSlots += task.requiredSlots();
        totalTasksRun++;
        recentTasks.removeIf(recent -> recent.task().equals(task));
        recentTasks.addFirst(new TaskOnNode(job.id(), task));
        if (recentTasks.size() > RECENT_TASKS) {
            recentTasks.removeLast();
        }
        changed();
    }

    /** A task gives its slots back; no effect if it has none. */
    public void vacate(Task task, boolean succeeded) {
        if (runningTasks.remove(task)) {
            usedSlots -= task.requiredSlots();
            totalTasksSucceeded += succeeded ? 1 : 0;
            changed();
        }
    }

    /** The tasks that run on it now, in the order they came. */
    public List<Task> runningTasks() {
        return List.copyOf(runningTasks);
    }

    /** How many tasks run on it. */
    public int countOfRunningTasks() {
        return runningTasks.size();
    }

    /** The latest tasks it ran, the newest first, as they are now. */
    public List<TaskOnNode> recentTasks() {
        return List.copyOf(recentTasks);
    }

    /** Whether a task is among the latest that it ran. */
    public boolean recalls(Predicate<TaskOnNode> wanted) {
        return recentTasks.stream().anyMatch(wanted);
    }

    /** Slots taken. */
    public int usedSlots() {
        return usedSlots;
    }

    /** How many tasks were placed on it. */
    public int totalTasksRun() {
        return totalTasksRun;
    }

    /** How many of them succeeded. */
    public int totalTasksSucceeded() {
        return totalTasksSucceeded;
    }

    @Override
    public String toString() {
        return "node " + id() + " (" + state().wireName() + ", " + runningTasks.size() + " tasks)";
    }
}
