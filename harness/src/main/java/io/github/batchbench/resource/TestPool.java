package io.github.batchbench.resource;

import io.github.batchbench.azure.BatchService;

/** A pool whose nodes were ready when the test got it. Thread-safe. */
public final class TestPool {
    private final String id;
    private final int nodes;
    private final BatchService batch;

    TestPool(String id, int nodes, BatchService batch) {
        this.id = id;
        this.nodes = nodes;
        this.batch = batch;
    }

    /** Its id in the account. */
    public String id() {
        return id;
    }

    /** How many nodes were asked for. */
    public int nodes() {
        return nodes;
    }

    /** What the kit asks of its account. */
    public BatchService service() {
        return batch;
    }

    @Override
    public String toString() {
        return "pool " + id;
    }
}
