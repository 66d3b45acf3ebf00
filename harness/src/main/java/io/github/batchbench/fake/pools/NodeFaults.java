package io.github.batchbench.fake.pools;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.runs.PreparationAndRelease;
import io.github.batchbench.fake.scheduling.Scheduler;
import io.github.batchbench.fake.state.Deallocation;
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
    private final BatchAccount account;
    private final Nodes nodes;
    private final PreparationAndRelease preparationAndRelease;
    private final Scheduler scheduler;
    private final List<Ambush> ambushes = new ArrayList<>();

    /** What can befall a node that has just begun a task. */
    public enum Blow {
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

    /** A blow that waits for a node. */
    public static final class Ambush {
        private final Predicate<Pool> pools;
        private final Blow blow;
        private long left;
        private long struck;

        private Ambush(Predicate<Pool> pools, Blow blow, long times) {
            this.pools = pools;
            this.blow = blow;
            this.left = times;
        }
    }

    public NodeFaults(
            BatchAccount account, Nodes nodes, PreparationAndRelease preparationAndRelease, Scheduler scheduler) {
        this.preparationAndRelease = preparationAndRelease;
        this.account = account;
        this.nodes = nodes;
        this.scheduler = scheduler;
    }

    /** Lets a blow fall on the next so many nodes that begin a task. A preempted node comes back by itself. */
    public Ambush await(Predicate<Pool> pools, Blow blow, long nodesStruck) {
        return account.exclusively(() -> {
            Ambush ambush = new Ambush(pools, blow, nodesStruck);
            ambushes.add(ambush);
            return ambush;
        });
    }

    /** The blow does not fall any more. */
    public void callOff(Ambush ambush) {
        account.timeline().exclusively(() -> ambushes.remove(ambush));
    }

    /** How many nodes the blow has fallen on. */
    public long struck(Ambush ambush) {
        return account.exclusively(() -> ambush.struck);
    }

    /** A node has begun a task. */
    public void started(Pool pool, ComputeNode node) {
        for (Ambush ambush : ambushes) {
            boolean spotOnly = ambush.blow == Blow.PREEMPTED;
            if (ambush.left > 0
                    && ambush.pools.test(pool)
                    && !(spotOnly && node.identity().dedicated())) {
                ambush.left--;
                ambush.struck++;
                account.schedule(Duration.ZERO, () -> strike(pool.id(), node, ambush.blow));
                return;
            }
        }
    }

    private void strike(String poolId, ComputeNode node, Blow blow) {
        if (node.state() != NodeState.RUNNING) {
            return;
        }
        switch (blow) {
            case PREEMPTED -> {
                preempt(poolId, node.id());
                account.after(Latencies::resize, () -> {
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

    public void clear() {
        ambushes.clear();
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
            preparationAndRelease.restarted(node, true);
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
        nodes.fail(account.pools().get(poolId), node, state);
    }
}
