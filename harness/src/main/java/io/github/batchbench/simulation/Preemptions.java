package io.github.batchbench.simulation;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.model.NodeState;
import java.time.Duration;
import java.util.Optional;

/** Takes spot nodes away, again and again, and brings each back after a while. Under the account's lock. */
final class Preemptions {
    private static final long KIND = 0;
    private static final double MILLIS_AN_HOUR = 3_600_000;

    private final BatchAccount account;
    private final Machines machines;
    private final long seed;
    private long arrivals;
    private long count;

    Preemptions(BatchAccount account, Machines machines, long seed) {
        this.account = account;
        this.machines = machines;
        this.seed = seed;
    }

    /** How many there were. */
    long count() {
        return count;
    }

    /** A spot node has come, or come back: it has so long to live. */
    void arrived(NodeIdentity node) {
        if (machines.preemptionsPerHour() > 0) {
            double mean = MILLIS_AN_HOUR / machines.preemptionsPerHour();
            long millis = Draws.exponential(Draws.of(seed, KIND, arrivals++), mean);
            account.timeline().schedule(Duration.ofMillis(millis), () -> preempt(node));
        }
    }

    private void preempt(NodeIdentity node) {
        boolean there = state(node)
                .filter(state -> state != NodeState.LEAVING_POOL && state != NodeState.PREEMPTED)
                .isPresent();
        if (there) {
            count++;
            account.nodeFaults().preempt(node.poolId(), node.nodeId());
            account.timeline().schedule(machines.backAfter(), () -> restore(node));
        }
    }

    private void restore(NodeIdentity node) {
        if (state(node).filter(state -> state == NodeState.PREEMPTED).isPresent()) {
            account.nodeFaults().restore(node.poolId(), node.nodeId());
        }
    }

    private Optional<NodeState> state(NodeIdentity node) {
        return account.pools().get(node.poolId()).node(node.nodeId()).map(ComputeNode::state);
    }
}
