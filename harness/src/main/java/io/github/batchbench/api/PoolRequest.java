package io.github.batchbench.api;

import java.util.List;

/**
 * A pool that a test would like.
 *
 * @param existing the id of one that is there already and stays, empty for a new one
 * @param reuse the name of one that is kept for later runs, and made by the first of them; empty for none
 * @param nodes how many nodes in all
 * @param spot how many of them may be taken away
 * @param slotsPerNode how many tasks a node runs at once
 * @param vmSize for example {@code standard_d2s_v3}
 * @param startScript what {@code /bin/sh} runs on a node before it takes tasks, without single quotes
 * @param files what that finds in its working directory
 */
public record PoolRequest(
        String existing,
        String reuse,
        int nodes,
        int spot,
        int slotsPerNode,
        String vmSize,
        String startScript,
        List<StagedFile> files) {
    /** Checks the numbers. */
    public PoolRequest {
        files = List.copyOf(files);
        if (!existing.isEmpty() && !reuse.isEmpty()) {
            throw new IllegalArgumentException("A pool is either an existing one or one to be reused, not both.");
        }
        if (nodes < 1 || spot < 0 || spot > nodes || slotsPerNode < 1) {
            throw new IllegalArgumentException("A pool needs at least one node and one slot on it, and no more spot"
                    + " nodes than nodes; not nodes = " + nodes + ", spot = " + spot + ", slotsPerNode = "
                    + slotsPerNode + ".");
        }
    }

    /** Whether it is made for this request and ends with it. */
    boolean isNew() {
        return existing.isEmpty() && reuse.isEmpty();
    }
}
