package io.github.batchbench.resource;

/**
 * A pool whose nodes were ready when the test got it.
 *
 * @param id its id in the account
 * @param nodes how many nodes were asked for
 */
public record TestPool(String id, int nodes) {
    @Override
    public String toString() {
        return "pool " + id;
    }
}
