package io.github.batchbench.fake.service;

import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import java.util.List;

/**
 * What happens to nodes in the cloud and cannot be asked for there: one call each. The tasks of the node go back to the
 * queue. An illegal change of state throws {@link IllegalStateException}.
 */
public final class NodeFaults {
    private final BatchAccount account;
    private final Nodes nodes;
    private final Scheduler scheduler;

    NodeFaults(BatchAccount account, Nodes nodes, Scheduler scheduler) {
        this.account = account;
        this.nodes = nodes;
        this.scheduler = scheduler;
    }

    /**
     * A spot node is taken away. It keeps its id and its place in the pool, and loses its files.
     *
     * @throws IllegalArgumentException if the node is dedicated
     */
    public void preempt(String poolId, String nodeId) {
        account.timeline().exclusively(() -> {
            ComputeNode node = account.pools().node(poolId, nodeId);
            if (node.identity().dedicated()) {
                throw new IllegalArgumentException("Only spot nodes are preempted; " + nodeId + " is dedicated.");
            }
            fail(poolId, node, NodeState.PREEMPTED);
            nodes.forgetPreparations(node, true);
            account.agent().decommission(node.identity());
        });
    }

    /** A preempted node comes back, empty, and boots. */
    public void restore(String poolId, String nodeId) {
        account.timeline().exclusively(() -> {
            Pool pool = account.pools().get(poolId);
            ComputeNode node = account.pools().node(poolId, nodeId);
            node.to(NodeState.CREATING, account.timeline().instant());
            account.agent().provision(node.identity());
            nodes.bootLater(pool, node);
        });
    }

    /** A node cannot be used any more, for this reason; it stays so until it is removed or recovers. */
    public void unusable(String poolId, String nodeId, String errorCode, String message) {
        account.timeline().exclusively(() -> {
            ComputeNode node = account.pools().node(poolId, nodeId);
            node.errors()
                    .add(Document.of("code", errorCode).with("message", message).with("errorDetails", List.of()));
            fail(poolId, node, NodeState.UNUSABLE);
        });
    }

    /** A node's disk is full: unusable, with the documented error. */
    public void diskFull(String poolId, String nodeId) {
        unusable(poolId, nodeId, "DiskFull", "There is not enough disk space on the node");
    }

    /** The service loses contact with a node. */
    public void loseContact(String poolId, String nodeId) {
        account.timeline().exclusively(() -> fail(poolId, account.pools().node(poolId, nodeId), NodeState.UNKNOWN));
    }

    /** A node goes offline by itself. */
    public void offline(String poolId, String nodeId) {
        account.timeline().exclusively(() -> fail(poolId, account.pools().node(poolId, nodeId), NodeState.OFFLINE));
    }

    /** A node that was out of contact, offline or unusable is well again. */
    public void recover(String poolId, String nodeId) {
        account.timeline().exclusively(() -> {
            Pool pool = account.pools().get(poolId);
            ComputeNode node = account.pools().node(poolId, nodeId);
            node.to(NodeState.IDLE, account.timeline().instant());
            node.errors().clear();
            scheduler.changed(pool, node);
        });
    }

    private void fail(String poolId, ComputeNode node, NodeState state) {
        node.draining(true);
        nodes.endTasks(node, Deallocation.REQUEUE);
        nodes.down(account.pools().get(poolId), node, state);
    }
}
