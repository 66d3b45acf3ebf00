package io.github.batchbench.fake.history;

/**
 * How much a recorder keeps: what is more is dropped, the oldest first, and counted.
 *
 * @param runs tasks on nodes that are over; each takes about 150 bytes
 * @param nodes nodes of a pool at once whose tasks are kept; of larger pools the first so many
 */
public record Limits(int runs, int nodes) {
    /** For an account that people work with. */
    public static final Limits USUAL = new Limits(50_000, 10_000);

    /** How many resizes and evaluations are kept of a pool. */
    static final int OF_A_POOL = 1000;

    /** How many pools that are gone are kept. */
    static final int POOLS = 200;

    /** How many states are kept of a node. */
    static final int STATES = 200;
}
