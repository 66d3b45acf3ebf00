package io.github.batchbench.fake.pools;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.AllocationState;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolSize;
import io.github.batchbench.fake.model.PoolState;
import io.github.batchbench.fake.model.ResizeError;
import io.github.batchbench.fake.scheduling.Scheduler;
import io.github.batchbench.fake.state.Deallocation;
import io.github.batchbench.fake.time.Latencies;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Operations on pools. The documents given are checked and normalised already. */
public final class Pools {
    private final BatchAccount account;
    private final NodeLife nodeLife;
    private final Scheduler scheduler;

    public Pools(BatchAccount account, NodeLife nodeLife, Scheduler scheduler) {
        this.account = account;
        this.nodeLife = nodeLife;
        this.scheduler = scheduler;
    }

    /**
     * Creates a pool and starts to allocate its nodes.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code PoolExists}, {@code PoolBeingDeleted}, {@code PoolQuotaReached}
     */
    public Pool add(Document spec) {
        return account.exclusively(() -> {
            String id = spec.string("id").orElseThrow();
            Pool present = account.poolsById().get(id);
            if (present != null) {
                throw (present.lifecycle().is(PoolState.DELETING)
                                ? BatchErrorCode.POOL_BEING_DELETED
                                : BatchErrorCode.POOL_EXISTS)
                        .exception();
            }
            if (account.poolsById().size() >= account.quotas().pools()) {
                throw BatchErrorCode.POOL_QUOTA_REACHED.exception();
            }
            Pool pool = new Pool(id, spec, account.timeline().instant());
            account.poolsById().put(id, pool);
            account.changes().watch(pool.lifecycle(), "pool " + id);
            account.changes().watch(pool.allocation(), "allocation of pool " + id);
            if (pool.target().total() > 0) {
                startResize(pool, Deallocation.REQUEUE);
            }
            if (pool.autoScales()) {
                account.autoScaling().start(pool);
            }
            return pool;
        });
    }

    /**
     * The pool of this id, whatever the case of its letters.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code PoolNotFound}
     */
    public Pool get(String id) {
        return account.exclusively(() -> {
            Pool pool = account.poolsById().get(id);
            if (pool == null) {
                throw BatchErrorCode.POOL_NOT_FOUND.exception();
            }
            return pool;
        });
    }

    /** All pools, sorted by id; to be read under {@link BatchAccount#exclusively}. */
    public Collection<Pool> all() {
        return account.poolsById().values();
    }

    /**
     * The node of a pool.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code PoolNotFound}, {@code NodeNotFound}
     */
    public ComputeNode node(String poolId, String nodeId) {
        return account.exclusively(
                () -> get(poolId).node(nodeId).orElseThrow(BatchErrorCode.NODE_NOT_FOUND::exception));
    }

    /** Replaces what clients sent of a pool; its size is not changed by this. */
    public Pool update(String id, Document spec) {
        return account.exclusively(() -> {
            Pool pool = active(id);
            pool.update(spec, account.timeline().instant());
            return pool;
        });
    }

    /**
     * Starts to change a pool's size.
     *
     * @param timeout how long it may take
     * @throws io.github.batchbench.fake.model.BatchException {@code PoolNotFound}, {@code PoolBeingDeleted},
     *     {@code PoolBeingResized}, {@code OperationInvalidForCurrentState} if a formula decides the size
     */
    public Pool resize(String id, PoolSize size, Duration timeout, Deallocation option) {
        return account.exclusively(() -> {
            Pool pool = active(id);
            refuseAutoScaled(pool);
            if (!pool.allocation().is(AllocationState.STEADY)) {
                throw BatchErrorCode.POOL_BEING_RESIZED.exception();
            }
            pool.touch(account.timeline().instant());
            pool.resizeTimeout(timeout);
            pool.target(size);
            startResize(pool, option);
            return pool;
        });
    }

    /** Stops a resize; the pool keeps the nodes it has by then. Steady pools stay as they are. */
    public Pool stopResize(String id) {
        return account.exclusively(() -> {
            Pool pool = active(id);
            pool.touch(account.timeline().instant());
            if (pool.allocation().is(AllocationState.RESIZING)) {
                nodeLife.stopResize(pool);
            }
            return pool;
        });
    }

    /**
     * Removes nodes; the pool's target shrinks with them.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code NodeNotFound} and what {@link #resize} throws
     */
    public Pool removeNodes(String id, List<String> nodeIds, Duration timeout, Deallocation option) {
        return account.exclusively(() -> {
            Pool pool = active(id);
            refuseAutoScaled(pool);
            if (!pool.allocation().is(AllocationState.STEADY)) {
                throw BatchErrorCode.POOL_BEING_RESIZED.exception();
            }
            List<ComputeNode> leaving = nodeIds.stream()
                    .map(nodeId -> pool.node(nodeId).orElseThrow(BatchErrorCode.NODE_NOT_FOUND::exception))
                    .toList();
            pool.touch(account.timeline().instant());
            pool.resizeTimeout(timeout);
            nodeLife.remove(pool, leaving, option);
            return pool;
        });
    }

    /**
     * Starts to delete a pool and its nodes.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code PoolNotFound}, {@code PoolBeingDeleted}
     */
    public void delete(String id) {
        account.timeline().exclusively(() -> {
            Pool pool = active(id);
            pool.touch(account.timeline().instant());
            pool.lifecycle().to(PoolState.DELETING, account.timeline().instant(), "pool " + id);
            pool.target(new PoolSize(0, 0));
            account.autoScaling().stop(pool);
            nodeLife.emptyForDeletion(pool);
            scheduler.forget(pool);
            account.after(
                    Latencies::deletion,
                    () -> nodeLife.whenEmpty(
                            pool,
                            () -> account.holds()
                                    .pass(
                                            pool,
                                            PoolState.DELETING,
                                            () -> account.poolsById().remove(id, pool))));
        });
    }

    private void startResize(Pool pool, Deallocation option) {
        pool.resizeErrors().clear();
        nodeLife.startResize(pool, option);
    }

    private Pool active(String id) {
        Pool pool = get(id);
        if (pool.lifecycle().is(PoolState.DELETING)) {
            throw BatchErrorCode.POOL_BEING_DELETED.exception();
        }
        return pool;
    }

    private static void refuseAutoScaled(Pool pool) {
        if (pool.autoScales()) {
            throw BatchErrorCode.OPERATION_INVALID_FOR_CURRENT_STATE
                    .exception()
                    .with("Reason", "The pool has automatic scaling enabled");
        }
    }

    static final ResizeError STOPPED = new ResizeError(
            "ResizeStopped",
            "Desired number of nodes could not be allocated as the resize operation was stopped",
            List.of());
}
