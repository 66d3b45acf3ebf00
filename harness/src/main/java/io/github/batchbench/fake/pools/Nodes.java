package io.github.batchbench.fake.pools;

import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.scheduling.Scheduler;
import io.github.batchbench.fake.state.Deallocation;
import io.github.batchbench.fake.state.Entities;
import io.github.batchbench.fake.time.Engine;
import io.github.batchbench.fake.time.Latencies;
import java.util.Map;

/** Operations on single nodes: reboot, reimage, deallocate and start, scheduling on and off, users. */
public final class Nodes {
    private static final Map<NodeState, BatchErrorCode> REFUSALS = Map.of(
            NodeState.CREATING, BatchErrorCode.NODE_BEING_CREATED,
            NodeState.STARTING, BatchErrorCode.NODE_BEING_STARTED,
            NodeState.REBOOTING, BatchErrorCode.NODE_BEING_REBOOTED,
            NodeState.REIMAGING, BatchErrorCode.NODE_BEING_REIMAGED,
            NodeState.UNUSABLE, BatchErrorCode.NODE_STATE_UNUSABLE);

    private final Engine engine;
    private final Entities entities;
    private final Scheduler scheduler;
    private final NodeLife nodeLife;
    private final Draining draining;

    Nodes(Engine engine, Entities entities, Scheduler scheduler, NodeLife nodeLife, Draining draining) {
        this.engine = engine;
        this.entities = entities;
        this.scheduler = scheduler;
        this.nodeLife = nodeLife;
        this.draining = draining;
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
        return engine.exclusively(() -> {
            Pool pool = entities.pool(poolId);
            ComputeNode node = requireUp(pool, nodeId);
            draining.beforeRestart(pool, node, option, () -> {
                boolean isReimaged = state == NodeState.REIMAGING;
                nodeLife.downToRestart(pool, node, state, isReimaged);
                if (isReimaged) {
                    nodeLife.bootAnew(pool, node);
                } else {
                    nodeLife.bootLater(pool, node);
                }
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
        return engine.exclusively(() -> {
            Pool pool = entities.pool(poolId);
            ComputeNode starting = entities.node(pool.id(), nodeId);
            if (starting.state() == NodeState.STARTING) {
                starting.schedulingEnabled(false);
                nodeLife.whenStarted(starting, () -> deallocate(pool, starting, option));
                return starting;
            }
            ComputeNode node = requireUp(pool, nodeId);
            deallocate(pool, node, option);
            return node;
        });
    }

    private void deallocate(Pool pool, ComputeNode node, Deallocation option) {
        draining.beforeRestart(pool, node, option, () -> {
            nodeLife.downToRestart(pool, node, NodeState.DEALLOCATING, true);
            deallocateLater(node);
        });
    }

    private void deallocateLater(ComputeNode node) {
        engine.after(
                Latencies::leave, () -> engine.holds().pass(node, NodeState.DEALLOCATING, () -> deallocated(node)));
    }

    /** Nodes that were being deallocated go on with that. Under the lock. */
    void resume(Pool pool) {
        pool.nodes().stream()
                .filter(node -> node.state() == NodeState.DEALLOCATING)
                .forEach(this::deallocateLater);
    }

    private void deallocated(ComputeNode node) {
        if (node.state() == NodeState.DEALLOCATING) {
            nodeLife.decommission(node);
            node.to(NodeState.DEALLOCATED, engine.now());
        }
    }

    /**
     * Starts a deallocated node.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code NodeNotFound}, {@code OperationInvalidForCurrentState}
     */
    public ComputeNode start(String poolId, String nodeId) {
        return engine.exclusively(() -> {
            Pool pool = entities.pool(poolId);
            ComputeNode node = entities.node(poolId, nodeId);
            if (node.state() != NodeState.DEALLOCATED) {
                throw BatchErrorCode.OPERATION_INVALID_FOR_CURRENT_STATE.exception();
            }
            nodeLife.startAgain(pool, node);
            return node;
        });
    }

    /**
     * Takes a node out of scheduling; it is offline once it runs nothing.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code NodeNotFound}, {@code NodeAlreadyInTargetSchedulingState}
     */
    public ComputeNode disableScheduling(String poolId, String nodeId, Deallocation option) {
        return engine.exclusively(() -> {
            Pool pool = entities.pool(poolId);
            ComputeNode node = entities.node(poolId, nodeId);
            refuseIf(!node.schedulingEnabled());
            node.schedulingEnabled(false);
            scheduler.changed(pool, node);
            draining.beforeRestart(pool, node, option, () -> {
                if (!node.schedulingEnabled() && node.state() == NodeState.IDLE) {
                    node.to(NodeState.OFFLINE, engine.now());
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
        return engine.exclusively(() -> {
            Pool pool = entities.pool(poolId);
            ComputeNode node = entities.node(poolId, nodeId);
            refuseIf(node.schedulingEnabled());
            draining.callOff(node);
            node.schedulingEnabled(true);
            if (node.state() == NodeState.OFFLINE) {
                node.to(NodeState.IDLE, engine.now());
            }
            scheduler.changed(pool, node);
            return node;
        });
    }

    /**
     * Adds a user to a node, as whom nobody can log in.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code NodeNotFound}, {@code NodeUserExists}
     */
    public void addUser(String poolId, String nodeId, String name, Document user) {
        engine.exclusively(() -> {
            if (!entities.node(poolId, nodeId).addUser(name, user)) {
                throw BatchErrorCode.NODE_USER_EXISTS.exception();
            }
        });
    }

    /**
     * Changes a user of a node.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code NodeNotFound}, {@code NodeUserNotFound}
     */
    public void updateUser(String poolId, String nodeId, String name, Document user) {
        engine.exclusively(() -> requireUser(entities.node(poolId, nodeId).updateUser(name, user)));
    }

    /**
     * Removes a user from a node.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code NodeNotFound}, {@code NodeUserNotFound}
     */
    public void removeUser(String poolId, String nodeId, String name) {
        engine.exclusively(() -> requireUser(entities.node(poolId, nodeId).removeUser(name)));
    }

    private static void requireUser(boolean found) {
        if (!found) {
            throw BatchErrorCode.NODE_USER_NOT_FOUND.exception();
        }
    }

    private static void refuseIf(boolean alreadyThere) {
        if (alreadyThere) {
            throw BatchErrorCode.NODE_ALREADY_IN_TARGET_SCHEDULING_STATE.exception();
        }
    }

    private ComputeNode requireUp(Pool pool, String nodeId) {
        ComputeNode node = entities.node(pool.id(), nodeId);
        if (!NodeState.UP.contains(node.state())) {
            throw REFUSALS.getOrDefault(node.state(), BatchErrorCode.OPERATION_INVALID_FOR_CURRENT_STATE)
                    .exception();
        }
        return node;
    }
}
