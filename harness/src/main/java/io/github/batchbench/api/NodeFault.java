package io.github.batchbench.api;

import io.github.batchbench.fake.pools.NodeFaults;

/** What can befall a node that has just begun a task. */
public enum NodeFault {
    /** Taken away, if it is a spot node, and given back later. */
    PREEMPTED(NodeFaults.NodeFault.PREEMPTED),
    /** Unusable because its disk is full. */
    DISK_FULL(NodeFaults.NodeFault.DISK_FULL),
    /** Out of contact. */
    LOST(NodeFaults.NodeFault.LOST),
    /** Cut off. */
    OFFLINE(NodeFaults.NodeFault.OFFLINE),
    /** Rebooted. */
    REBOOTED(NodeFaults.NodeFault.REBOOTED);

    private final NodeFaults.NodeFault fault;

    NodeFault(NodeFaults.NodeFault fault) {
        this.fault = fault;
    }

    NodeFaults.NodeFault fault() {
        return fault;
    }
}
