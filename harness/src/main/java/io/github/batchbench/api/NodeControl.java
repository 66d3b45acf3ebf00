package io.github.batchbench.api;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.state.Deallocation;

/**
 * What a test can do to a node. Its tasks go back to the queue. What cannot happen to a node in its state throws
 * {@link IllegalStateException}.
 */
public final class NodeControl {
    private final BatchAccount account;
    private final String poolId;
    private final String nodeId;

    NodeControl(BatchAccount account, String poolId, String nodeId) {
        this.account = account;
        this.poolId = poolId;
        this.nodeId = nodeId;
    }

    /** The node's id. */
    public String id() {
        return nodeId;
    }

    /** A spot node is taken away: it keeps its id, loses its files, and stays away until {@link #restore}. */
    public void preempt() {
        account.nodeFaults().preempt(poolId, nodeId);
    }

    /** A preempted node comes back, empty, and boots. */
    public void restore() {
        account.nodeFaults().restore(poolId, nodeId);
    }

    /** It cannot be used any more, for this reason. */
    public void unusable(String errorCode, String message) {
        account.nodeFaults().unusable(poolId, nodeId, errorCode, message);
    }

    /** Its disk is full: unusable, with the documented error. */
    public void diskFull() {
        account.nodeFaults().diskFull(poolId, nodeId);
    }

    /** The service loses contact with it. */
    public void loseContact() {
        account.nodeFaults().loseContact(poolId, nodeId);
    }

    /** It goes offline by itself. */
    public void offline() {
        account.nodeFaults().offline(poolId, nodeId);
    }

    /** It was out of contact, offline or unusable, and is well again. */
    public void recover() {
        account.nodeFaults().recover(poolId, nodeId);
    }

    /** It reboots; its files stay and its start task runs again. */
    public void reboot() {
        account.nodes().reboot(poolId, nodeId, Deallocation.REQUEUE);
    }
}
