package io.github.batchbench.api;

import io.github.batchbench.azure.batch.BatchService;
import io.github.batchbench.azure.waiting.Pause;

/** A pool whose nodes were ready when the test got it. Thread-safe. */
public final class TestPool {
    private final String id;
    private final int nodes;
    private final BatchService batch;
    private final Pause pause;

    TestPool(String id, int nodes, BatchService batch, Pause pause) {
        this.id = id;
        this.nodes = nodes;
        this.batch = batch;
        this.pause = pause;
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

    /** The time of its account, which may be virtual. */
    public Pause pause() {
        return pause;
    }

    @Override
    public String toString() {
        return "pool " + id;
    }
}
