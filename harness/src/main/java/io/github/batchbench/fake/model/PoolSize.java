package io.github.batchbench.fake.model;

/** A number of nodes of each kind; neither is negative. */
public record PoolSize(int dedicated, int lowPriority) {
    /** Checks that neither is negative. */
    public PoolSize {
        if (dedicated < 0 || lowPriority < 0) {
            throw new IllegalArgumentException("a pool cannot have " + dedicated + " dedicated and " + lowPriority
                    + " low-priority nodes: neither may be negative");
        }
    }

    /** Nodes of both kinds; no more than the largest int, whatever was asked for. */
    public int total() {
        return (int) Math.min(Integer.MAX_VALUE, (long) dedicated + lowPriority);
    }
}
