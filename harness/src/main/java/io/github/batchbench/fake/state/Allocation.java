package io.github.batchbench.fake.state;

import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolSize;
import io.github.batchbench.fake.model.ResizeError;
import java.util.List;

/** Decides how many of the nodes that a pool asks for it gets. Called under the account's lock. */
@FunctionalInterface
public interface Allocation {
    /** Every pool gets what it asks for. */
    Allocation EVERYTHING = (pool, wanted) -> new Grant(wanted, List.of());

    /**
     * What a pool gets.
     *
     * @param size at most what was asked for; less, without an error, leaves the pool resizing until its time-out
     * @param errors why it is less; with an error the pool is steady at once
     */
    record Grant(PoolSize size, List<ResizeError> errors) {}

    /** The nodes for a pool that asks for this size. */
    Grant grant(Pool pool, PoolSize wanted);
}
