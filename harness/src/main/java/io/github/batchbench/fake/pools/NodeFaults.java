package io.github.batchbench.fake.pools;

import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.state.Deallocation;
import io.github.batchbench.fake.state.Entities;
import io.github.batchbench.fake.time.Engine;
import io.github.batchbench.fake.time.Latencies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What happens to nodes in the cloud and cannot be asked for there: one call each. The tasks of the node go back to the
 * queue. An illegal change of state throws {@link IllegalStateException}.
 */
public final class NodeFaults {
    private final Engine engine;
    private final Entities entities;
    private final NodeLife nodeLife;
    private final Draining draining;
    private final Nodes nodes;
    private final List<PendingFault> pending = new ArrayList<>();

    /** What can befall a node that has just begun a task. */
    public enum NodeFault {
        /** Taken away, if it is a spot node, and given back later. */
        PREEMPTED,
        /** Unusable because its disk is full. */
        DISK_FULL,
        /** Out of contact. */
        LOST,
        /** Cut off. */
        OFFLINE,
        /** Rebooted. */
        REBOOTED
    }

    /** A fault that waits for nodes. */
    public static final class PendingFault {
        private final Predicate<Pool> pools;
        private final NodeFault kind;
        private long left;
        private long struck;

        private PendingFault(Predicate<Pool> pools, NodeFault kind, long times) {
            this.pools = pools;
            this.kind = kind;
            this.left = times;
        }
    }

    NodeFaults(Engine engine, Entities entities, NodeLife nodeLife, Draining draining, Nodes nodes) {
        this.engine = engine;
        this.entities = entities;
        this.nodeLife = nodeLife;
        this.draining = draining;
        this.nodes = nodes;
        engine.onReset(pending::clear);
    }

    /** Lets a fault befall the next so many nodes that begin a task. A preempted node comes back by itself. */
    public PendingFault await(Predicate<Pool> pools, NodeFault kind, long nodesStruck) {
        return engine.exclusively(() -> {
            PendingFault fault = new PendingFault(pools, kind, nodesStruck);
            pending.add(fault);
            return fault;
        });
    }

    /** The fault does not happen any more. */
    public void callOff(PendingFault fault) {
        engine.exclusively(() -> pending.remove(fault));
    }

    /** How many nodes the fault has befallen. */
    public long struck(PendingFault fault) {
        return engine.exclusively(() -> fault.struck);
    }

    /** A node has begun a task. */
    public void started(Pool pool, ComputeNode node) {
        for (PendingFault fault : pending) {
            boolean spotOnly = fault.kind == NodeFault.PREEMPTED;
            if (fault.left > 0
                    && fault.pools.test(pool)
                    && !(spotOnly && node.identity().dedicated())) {
                fault.left--;
                fault.struck++;
                engine.schedule(Duration.ZERO, () -> strike(pool.id(), node, fault.kind));
                return;
            }
        }
    }

    private void strike(String poolId, ComputeNode node, NodeFault kind) {
        if (node.state() != NodeState.RUNNING) {
            return;
        }
        switch (kind) {
            case PREEMPTED -> {
                preempt(poolId, node.id());
                engine.after(Latencies::resize, () -> {
                    if (node.state() == NodeState.PREEMPTED) {
                        restore(poolId, node.id());
                    }
                });
            }
            case DISK_FULL -> diskFull(poolId, node.id());
            case LOST -> loseContact(poolId, node.id());
            case OFFLINE -> offline(poolId, node.id());
            case REBOOTED -> nodes.reboot(poolId, node.id(), Deallocation.REQUEUE);
        }
    }

    /**
     * A spot node is taken away. It keeps its id and its place in the pool, and loses its files.
     *
     * @throws IllegalArgumentException if the node is dedicated
     */
    public void preempt(String poolId, String nodeId) {
        engine.exclusively(() -> {
            ComputeNode node = entities.node(poolId, nodeId);
            if (node.identity().dedicated()) {
                throw new IllegalArgumentException("Only spot nodes are preempted; " + nodeId + " is dedicated.");
            }
            Pool pool = entities.pool(poolId);
            draining.beforeRestart(
                    pool,
                    node,
                    Deallocation.REQUEUE,
                    () -> nodeLife.downToRestart(pool, node, NodeState.PREEMPTED, true));
            nodeLife.decommission(node);
        });
    }

    /** A preempted node comes back, empty, and boots. */
    public void restore(String poolId, String nodeId) {
        engine.exclusively(() -> {
            Pool pool = entities.pool(poolId);
            ComputeNode node = entities.node(poolId, nodeId);
            node.to(NodeState.CREATING, engine.now());
            nodeLife.bootAnew(pool, node);
        });
    }

    /** A node cannot be used any more, for this reason; it stays so until it is removed or recovers. */
    public void unusable(String poolId, String nodeId, String errorCode, String message) {
        engine.exclusively(() -> {
            ComputeNode node = entities.node(poolId, nodeId);
            node.addError(FailureInfo.userError(errorCode, message));
            fail(poolId, node, NodeState.UNUSABLE);
        });
    }

    /** A node's disk is full: unusable, with the documented error. */
    public void diskFull(String poolId, String nodeId) {
        unusable(poolId, nodeId, "DiskFull", "There is not enough disk space on the node");
    }

    /** The service loses contact with a node. */
    public void loseContact(String poolId, String nodeId) {
        engine.exclusively(() -> fail(poolId, entities.node(poolId, nodeId), NodeState.UNKNOWN));
    }

    /** A node goes offline by itself. */
    public void offline(String poolId, String nodeId) {
        engine.exclusively(() -> fail(poolId, entities.node(poolId, nodeId), NodeState.OFFLINE));
    }

    /** A node that was out of contact, offline or unusable is well again. */
    public void recover(String poolId, String nodeId) {
        engine.exclusively(() -> nodeLife.recover(entities.pool(poolId), entities.node(poolId, nodeId)));
    }

    /** The node goes down at once: its tasks go back to the queue, and what it was to do after them is off. */
    private void fail(String poolId, ComputeNode node, NodeState state) {
        Pool pool = entities.pool(poolId);
        draining.beforeRestart(pool, node, Deallocation.REQUEUE, () -> nodeLife.down(pool, node, state));
    }
}
