package io.github.batchbench.api;

import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolSize;
import io.github.batchbench.fake.model.ResizeError;
import io.github.batchbench.fake.state.Allocation;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Pools that do not get the nodes they ask for. Thread-safe. */
public final class Shortage extends Fault {
    private final Predicate<Pool> pools;
    private final int nodes;
    private final Consumer<Shortage> forget;
    private final AtomicLong struck = new AtomicLong();
    private volatile List<ResizeError> errors = List.of();

    Shortage(Predicate<Pool> pools, int nodes, Consumer<Shortage> forget) {
        this.pools = pools;
        this.nodes = nodes;
        this.forget = forget;
    }

    @Override
    public long count() {
        return struck.get();
    }

    @Override
    void off() {
        forget.accept(this);
    }

    /**
     * The pool is steady at once, with this error in its {@code resizeErrors}.
     *
     * @param code for example {@code AllocationFailed} or {@code AccountCoreQuotaReached}
     */
    public Shortage withResizeError(String code) {
        errors = List.of(new ResizeError(
                code, "Desired number of nodes could not be allocated (scripted by the test)", List.of()));
        return this;
    }

    boolean isOf(Pool pool) {
        return pools.test(pool);
    }

    Allocation.Grant grant(PoolSize wanted) {
        PoolSize size = new PoolSize(Math.min(nodes, wanted.dedicated()), Math.min(nodes, wanted.lowPriority()));
        if (size.equals(wanted)) {
            return new Allocation.Grant(wanted, List.of());
        }
        struck.incrementAndGet();
        return new Allocation.Grant(size, errors);
    }
}
