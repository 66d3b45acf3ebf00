package io.github.batchbench.fake.pools;

import io.github.batchbench.fake.model.AllocationState;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolSize;
import io.github.batchbench.fake.model.PoolSpec;
import io.github.batchbench.fake.model.PoolState;
import io.github.batchbench.fake.scheduling.Scheduler;
import io.github.batchbench.fake.state.Deallocation;
import io.github.batchbench.fake.state.Entities;
import io.github.batchbench.fake.time.Engine;
import io.github.batchbench.fake.time.Latencies;
import java.time.Duration;
import java.util.List;

/** Operations on pools. The documents given are checked and normalised already. */
public final class Pools {
    private final Engine engine;
    private final Entities entities;
    private final Resizing resizing;
    private final AutoScaling autoScaling;
    private final Scheduler scheduler;

    Pools(Engine engine, Entities entities, Resizing resizing, AutoScaling autoScaling, Scheduler scheduler) {
        this.engine = engine;
        this.entities = entities;
        this.resizing = resizing;
        this.autoScaling = autoScaling;
        this.scheduler = scheduler;
    }

    /**
     * Creates a pool and starts to allocate its nodes.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code PoolExists}, {@code PoolBeingDeleted}, {@code PoolQuotaReached}
     */
    public Pool add(Document spec) {
        return engine.exclusively(() -> {
            String id = new PoolSpec(spec).id();
            entities.findPool(id).ifPresent(present -> {
                throw (present.lifecycle().is(PoolState.DELETING)
                                ? BatchErrorCode.POOL_BEING_DELETED
                                : BatchErrorCode.POOL_EXISTS)
                        .exception();
            });
            if (entities.pools().size() >= entities.quotas().pools()) {
                throw BatchErrorCode.POOL_QUOTA_REACHED.exception();
            }
            Pool pool = new Pool(id, spec, engine.now());
            entities.add(pool);
            if (pool.target().total() > 0) {
                startResize(pool, Deallocation.REQUEUE);
            }
            if (pool.autoScales()) {
                autoScaling.start(pool);
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
        return engine.exclusively(() -> entities.pool(id));
    }

    /** All pools as they are now, sorted by id. What they hold is to be read under the lock. */
    public List<Pool> all() {
        return engine.exclusively(() -> List.copyOf(entities.pools()));
    }

    /**
     * The node of a pool.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code PoolNotFound}, {@code NodeNotFound}
     */
    public ComputeNode node(String poolId, String nodeId) {
        return engine.exclusively(() -> entities.node(poolId, nodeId));
    }

    /** Replaces what clients sent of a pool; its size is not changed by this. */
    public Pool update(String id, Document spec) {
        return engine.exclusively(() -> {
            Pool pool = entities.activePool(id);
            pool.update(spec, engine.now());
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
        return engine.exclusively(() -> {
            Pool pool = entities.activePool(id);
            refuseAutoScaled(pool);
            if (!pool.allocation().is(AllocationState.STEADY)) {
                throw BatchErrorCode.POOL_BEING_RESIZED.exception();
            }
            pool.touch(engine.now());
            pool.resizeTimeout(timeout);
            pool.target(size);
            startResize(pool, option);
            return pool;
        });
    }

    /** Stops a resize; the pool keeps the nodes it has by then. Steady pools stay as they are. */
    public Pool stopResize(String id) {
        return engine.exclusively(() -> {
            Pool pool = entities.activePool(id);
            pool.touch(engine.now());
            if (pool.allocation().is(AllocationState.RESIZING)) {
                resizing.stop(pool);
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
        return engine.exclusively(() -> {
            Pool pool = entities.activePool(id);
            refuseAutoScaled(pool);
            if (!pool.allocation().is(AllocationState.STEADY)) {
                throw BatchErrorCode.POOL_BEING_RESIZED.exception();
            }
            List<ComputeNode> leaving = nodeIds.stream()
                    .map(nodeId -> pool.node(nodeId).orElseThrow(BatchErrorCode.NODE_NOT_FOUND::exception))
                    .toList();
            pool.touch(engine.now());
            pool.resizeTimeout(timeout);
            resizing.remove(pool, leaving, option);
            return pool;
        });
    }

    /**
     * Starts to delete a pool and its nodes.
     *
     * @throws io.github.batchbench.fake.model.BatchException {@code PoolNotFound}, {@code PoolBeingDeleted}
     */
    public void delete(String id) {
        engine.exclusively(() -> {
            Pool pool = entities.activePool(id);
            pool.touch(engine.now());
            pool.lifecycle().to(PoolState.DELETING, engine.now(), "pool " + id);
            pool.target(new PoolSize(0, 0));
            autoScaling.stop(pool);
            resizing.emptyForDeletion(pool);
            scheduler.forget(pool);
            engine.after(
                    Latencies::deletion,
                    () -> resizing.whenEmpty(
                            pool, () -> engine.holds().pass(pool, PoolState.DELETING, () -> entities.remove(pool))));
        });
    }

    private void startResize(Pool pool, Deallocation option) {
        pool.resizeErrors().clear();
        resizing.start(pool, option);
    }

    private static void refuseAutoScaled(Pool pool) {
        if (pool.autoScales()) {
            throw BatchErrorCode.OPERATION_INVALID_FOR_CURRENT_STATE
                    .exception()
                    .with("Reason", "The pool has automatic scaling enabled");
        }
    }
}
