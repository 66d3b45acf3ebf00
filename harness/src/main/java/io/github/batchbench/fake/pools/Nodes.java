package io.github.batchbench.fake.pools;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.runs.Failures;
import io.github.batchbench.fake.runs.PreparationAndRelease;
import io.github.batchbench.fake.runs.TaskRuns;
import io.github.batchbench.fake.scheduling.Scheduler;
import io.github.batchbench.fake.state.Deallocation;
import io.github.batchbench.fake.time.Latencies;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Operations on single nodes: reboot, reimage, deallocate and start, and scheduling on and off. */
public final class Nodes {
    private static final Map<NodeState, BatchErrorCode> REFUSALS = Map.of(
            NodeState.CREATING, BatchErrorCode.NODE_BEING_CREATED,
            NodeState.STARTING, BatchErrorCode.NODE_BEING_STARTED,
            NodeState.REBOOTING, BatchErrorCode.NODE_BEING_REBOOTED,
            NodeState.REIMAGING, BatchErrorCode.NODE_BEING_REIMAGED,
            NodeState.UNUSABLE, BatchErrorCode.NODE_STATE_UNUSABLE);

    private final BatchAccount account;
    private final TaskRuns taskRuns;
    private final NodeLife nodeLife;
    private final PreparationAndRelease preparationAndRelease;
    private final Scheduler scheduler;
    private final Map<ComputeNode, Runnable> whenQuiet = new HashMap<>();
    private final Map<ComputeNode, Runnable> whenUp = new HashMap<>();

    public Nodes(
            BatchAccount account,
            TaskRuns taskRuns,
            PreparationAndRelease preparationAndRelease,
            NodeLife nodeLife,
            Scheduler scheduler) {
        this.preparationAndRelease = preparationAndRelease;
        this.account = account;
        this.taskRuns = taskRuns;
        this.nodeLife = nodeLife;
        this.scheduler = scheduler;
    }

    /**
     * Starts to reboot a node. Its files stay; its start task runs again.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code NodeNotFound}, {@code NodeBeingRebooted} and the like
     */
    public ComputeNode reboot(String poolId, String nodeId, Deallocation option) {
        return restart(poolId, nodeId, option, NodeState.REBOOTING);
    }

    /**
     * Starts to reimage a node: a reboot with a fresh disk.
     *
     * @throws io.github.batchbench.fake.model.BatchException as {@link #reboot}
     */
    public ComputeNode reimage(String poolId, String nodeId, Deallocation option) {
        return restart(poolId, nodeId, option, NodeState.REIMAGING);
    }

    private ComputeNode restart(String poolId, String nodeId, Deallocation option, NodeState state) {
        return account.exclusively(() -> {
            Pool pool = account.pools().get(poolId);
            ComputeNode node = up(pool, nodeId);
            afterTasks(pool, node, option, () -> {
                down(pool, node, state);
                preparationAndRelease.restarted(node, state == NodeState.REIMAGING);
                if (state == NodeState.REIMAGING) {
                    account.agent().provision(node.identity());
                }
                bootLater(pool, node);
            });
            return node;
        });
    }

    /**
     * Starts to deallocate a node: it keeps its place in the pool, without a machine. A node that is starting takes no
     * tasks from now on and goes when it is up (recorded).
     *
     * @throws io.github.batchbench.fake.model.BatchException as {@link #reboot}
     */
    public ComputeNode deallocate(String poolId, String nodeId, Deallocation option) {
        return account.exclusively(() -> {
            Pool pool = account.pools().get(poolId);
            ComputeNode starting = account.pools().node(pool.id(), nodeId);
            if (starting.state() == NodeState.STARTING) {
                starting.schedulingEnabled(false);
                whenUp.put(starting, () -> deallocate(pool, starting, option));
                return starting;
            }
            ComputeNode node = up(pool, nodeId);
            deallocate(pool, node, option);
            return node;
        });
    }

    private void deallocate(Pool pool, ComputeNode node, Deallocation option) {
        afterTasks(pool, node, option, () -> {
            down(pool, node, NodeState.DEALLOCATING);
            preparationAndRelease.restarted(node, true);
            account.after(
                    Latencies::leave,
                    () -> account.holds().pass(node, NodeState.DEALLOCATING, () -> deallocated(node)));
        });
    }

    /** The node has come through its start; what was to wait for that happens now. */
    void up(ComputeNode node) {
        Runnable action = whenUp.remove(node);
        if (action != null) {
            action.run();
        }
    }

    private void deallocated(ComputeNode node) {
        if (node.state() == NodeState.DEALLOCATING) {
            account.agent().decommission(node.identity());
            node.to(NodeState.DEALLOCATED, account.timeline().instant());
        }
    }

    /**
     * Starts a deallocated node.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code NodeNotFound}, {@code OperationInvalidForCurrentState}
     */
    public ComputeNode start(String poolId, String nodeId) {
        return account.exclusively(() -> {
            Pool pool = account.pools().get(poolId);
            ComputeNode node = account.pools().node(poolId, nodeId);
            if (node.state() != NodeState.DEALLOCATED) {
                throw BatchErrorCode.OPERATION_INVALID_FOR_CURRENT_STATE.exception();
            }
            account.agent().provision(node.identity());
            bootLater(pool, node);
            return node;
        });
    }

    /**
     * Takes a node out of scheduling; it is offline once it runs nothing.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code NodeNotFound}, {@code NodeAlreadyInTargetSchedulingState}
     */
    public ComputeNode disableScheduling(String poolId, String nodeId, Deallocation option) {
        return account.exclusively(() -> {
            Pool pool = account.pools().get(poolId);
            ComputeNode node = account.pools().node(poolId, nodeId);
            refuseIf(!node.schedulingEnabled());
            node.schedulingEnabled(false);
            scheduler.changed(pool, node);
            afterTasks(pool, node, option, () -> {
                if (!node.schedulingEnabled() && node.state() == NodeState.IDLE) {
                    node.to(NodeState.OFFLINE, account.timeline().instant());
                }
            });
            return node;
        });
    }

    /**
     * Lets a node take tasks again.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code NodeNotFound}, {@code NodeAlreadyInTargetSchedulingState}
     */
    public ComputeNode enableScheduling(String poolId, String nodeId) {
        return account.exclusively(() -> {
            Pool pool = account.pools().get(poolId);
            ComputeNode node = account.pools().node(poolId, nodeId);
            refuseIf(node.schedulingEnabled());
            whenQuiet.remove(node);
            node.draining(false);
            node.schedulingEnabled(true);
            if (node.state() == NodeState.OFFLINE) {
                node.to(NodeState.IDLE, account.timeline().instant());
            }
            scheduler.changed(pool, node);
            return node;
        });
    }

    private static void refuseIf(boolean alreadyThere) {
        if (alreadyThere) {
            throw BatchErrorCode.NODE_ALREADY_IN_TARGET_SCHEDULING_STATE.exception();
        }
    }

    private ComputeNode up(Pool pool, String nodeId) {
        ComputeNode node = account.pools().node(pool.id(), nodeId);
        if (!NodeState.UP.contains(node.state())) {
            throw REFUSALS.getOrDefault(node.state(), BatchErrorCode.OPERATION_INVALID_FOR_CURRENT_STATE)
                    .exception();
        }
        return node;
    }

    /**
     * Does something when the node runs no task any more: at once, unless its tasks are to be waited for. It takes the
     * place of whatever was to happen then.
     */
    private void afterTasks(Pool pool, ComputeNode node, Deallocation option, Runnable action) {
        whenQuiet.remove(node);
        boolean waits = option == Deallocation.TASK_COMPLETION || option == Deallocation.RETAINED_DATA;
        if (waits && !node.runningTasks().isEmpty()) {
            node.draining(true);
            whenQuiet.put(
                    node, option == Deallocation.RETAINED_DATA ? () -> afterRetention(pool, node, action) : action);
            scheduler.changed(pool, node);
            return;
        }
        if (option == Deallocation.RETAINED_DATA) {
            afterRetention(pool, node, action);
            return;
        }
        // Ending its last task must not let it take another one.
        node.draining(true);
        endTasks(node, option);
        quiet(node, action);
    }

    private static void quiet(ComputeNode node, Runnable action) {
        node.draining(false);
        // A node that was to leave after its last task has left with it.
        if (node.state() != NodeState.LEAVING_POOL) {
            action.run();
        }
    }

    /** Does something when the retention time of all files on the node is over, unless it is not up any more then. */
    private void afterRetention(Pool pool, ComputeNode node, Runnable action) {
        node.draining(true);
        scheduler.changed(pool, node);
        // The task that has just left has not completed yet: its files count only then.
        account.schedule(
                Duration.ZERO,
                () -> account.scheduleDeadline(account.retention().leftOn(node), () -> {
                    if (NodeState.UP.contains(node.state())) {
                        node.draining(false);
                        action.run();
                    }
                }));
    }

    /** Ends all tasks of a node. */
    void endTasks(ComputeNode node, Deallocation option) {
        for (Task task : List.copyOf(node.runningTasks().keySet())) {
            if (option == Deallocation.TERMINATE) {
                taskRuns.terminate(task, Failures.ENDED_BY_USER);
            } else {
                taskRuns.requeue(task);
            }
        }
    }

    /** A task has left the node; what was to wait for the last one happens now. */
    public void vacated(ComputeNode node) {
        if (node.runningTasks().isEmpty()) {
            Runnable action = whenQuiet.remove(node);
            if (action != null) {
                quiet(node, action);
            }
        }
    }

    /** The node goes down at once: its tasks go back to the queue, and what it was to do after them is off. */
    void fail(Pool pool, ComputeNode node, NodeState state) {
        afterTasks(pool, node, Deallocation.REQUEUE, () -> down(pool, node, state));
    }

    /** The node is up no more. */
    void down(Pool pool, ComputeNode node, NodeState state) {
        whenQuiet.remove(node);
        whenUp.remove(node);
        node.draining(false);
        nodeLife.halt(node);
        node.to(state, account.timeline().instant());
        scheduler.changed(pool, node);
    }

    /** The node boots after a while, unless something else happens to it before. */
    void bootLater(Pool pool, ComputeNode node) {
        NodeState from = node.state();
        account.after(Latencies::boot, () -> {
            if (node.state() == from) {
                nodeLife.boot(pool, node);
            }
        });
    }

    public void clear() {
        whenQuiet.clear();
        whenUp.clear();
    }
}
