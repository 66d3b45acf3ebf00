package io.github.batchbench.fake.pools;

import io.github.batchbench.fake.model.AllocationState;
import io.github.batchbench.fake.model.Authentication;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
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
import java.util.Set;
import java.util.function.Function;

/** Operations on pools. The documents given are checked and normalised already. */
public final class Pools {
    private final Engine engine;
    private final Entities entities;
    private final Resizing resizing;
    private final AutoScaling autoScaling;
    private final Scheduler scheduler;
    private final PoolRules rules;

    Pools(
            Engine engine,
            Entities entities,
            Resizing resizing,
            AutoScaling autoScaling,
            Scheduler scheduler,
            PoolRules rules) {
        this.engine = engine;
        this.entities = entities;
        this.resizing = resizing;
        this.autoScaling = autoScaling;
        this.scheduler = scheduler;
        this.rules = rules;
    }

    /**
     * Creates a pool that someone asks for.
     *
     * @throws BatchException as {@link #add(Document)}, and for the first rule between its properties that it breaks
     */
    public Pool add(Document spec, Authentication authentication) {
        rules.check(new PoolSpec(spec), authentication);
        return add(spec);
    }

    /**
     * Creates a pool and starts to allocate its nodes.
     *
     * @throws BatchException {@code PoolExists}, {@code PoolBeingDeleted}, {@code PoolQuotaReached}
     */
    public Pool add(Document spec) {
        return add(spec, false);
    }

    /** The same for a pool that the service makes for a job. */
    Pool addAutomatic(Document spec) {
        return add(spec, true);
    }

    private Pool add(Document spec, boolean automatic) {
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
            Pool pool = new Pool(id, spec, engine.now(), automatic);
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
     * @throws BatchException {@code PoolNotFound}
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
     * @throws BatchException {@code PoolNotFound}, {@code NodeNotFound}
     */
    public ComputeNode node(String poolId, String nodeId) {
        return engine.exclusively(() -> entities.node(poolId, nodeId));
    }

    /**
     * Checks a change of a pool by itself: bodies are checked before the entity is looked for (recorded).
     *
     * @throws BatchException for the first rule that it breaks
     */
    public void check(Document change) {
        rules.checkChange(new PoolSpec(change));
    }

    /**
     * Changes what a patch names of a pool; its size is not changed by this.
     *
     * @throws BatchException {@code PoolNotFound}, {@code PoolBeingDeleted}, {@code OperationInvalidForCurrentState} if it has nodes that
     *     would have to be others
     */
    public Pool patch(String id, Document patch) {
        return engine.exclusively(() -> {
            Pool pool = entities.activePool(id);
            rules.checkPatch(pool, pool.settings().json().merged(patch));
            return amend(id, patch, Set.of());
        });
    }

    /**
     * The same whatever nodes it has, as Resource Manager does it: they stay what they are.
     *
     * @param gone the properties that the pool has no more
     */
    public Pool amend(String id, Document patch, Set<String> gone) {
        return change(
                id, settings -> settings.json().replaced(Document.EMPTY, gone).merged(patch));
    }

    /** Replaces what can be replaced of a pool. */
    public Pool updateProperties(String id, Document properties) {
        return change(id, settings -> settings.replaced(properties));
    }

    private Pool change(String id, Function<PoolSpec, Document> applied) {
        return engine.exclusively(() -> {
            Pool pool = entities.activePool(id);
            PoolSpec changed = new PoolSpec(applied.apply(pool.settings()));
            rules.checkChanged(changed);
            pool.update(changed.json(), engine.now());
            return pool;
        });
    }

    /** Starts to change a pool's size as a request says; see {@link #resize(String, PoolSize, Duration, Deallocation)}. */
    public Pool resize(String id, PoolSpec.Resize request) {
        return engine.exclusively(() -> {
            PoolSize size = request.target(entities.pool(id).target());
            return resize(id, size, request.timeout(), deallocation(request));
        });
    }

    /** Removes nodes as a request says; see {@link #removeNodes(String, List, Duration, Deallocation)}. */
    public Pool removeNodes(String id, PoolSpec.Resize request) {
        return removeNodes(id, request.nodes(), request.timeout(), deallocation(request));
    }

    private static Deallocation deallocation(PoolSpec.Resize request) {
        return request.deallocationOption().map(Deallocation::of).orElse(Deallocation.REQUEUE);
    }

    /**
     * Starts to change a pool's size.
     *
     * @param timeout how long it may take
     * @throws BatchException {@code PoolNotFound}, {@code PoolBeingDeleted},
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

    /** Stops a resize; the pool keeps the nodes it has by then, and its entity tag (recorded). Steady pools stay as they are. */
    public Pool stopResize(String id) {
        return engine.exclusively(() -> {
            Pool pool = entities.activePool(id);
            if (pool.allocation().is(AllocationState.RESIZING)) {
                resizing.stop(pool);
            }
            return pool;
        });
    }

    /**
     * Removes nodes; the pool's target shrinks with them.
     *
     * @throws BatchException {@code NodeNotFound} and what {@link #resize} throws
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
     * @throws BatchException {@code PoolNotFound}, {@code PoolBeingDeleted}
     */
    public void delete(String id) {
        engine.exclusively(() -> {
            Pool pool = entities.activePool(id);
            pool.touch(engine.now());
            pool.lifecycle().to(PoolState.DELETING, engine.now(), () -> "pool " + id);
            pool.target(new PoolSize(0, 0));
            autoScaling.stop(pool);
            resizing.emptyForDeletion(pool);
            scheduler.forget(pool);
            removeLater(pool);
        });
    }

    private void removeLater(Pool pool) {
        engine.after(
                Latencies::deletion,
                () -> resizing.whenEmpty(
                        pool, () -> engine.holds().pass(pool, PoolState.DELETING, () -> entities.remove(pool))));
    }

    /** A pool with its nodes is there again, and goes on with what it was in the middle of. Under the lock. */
    void restore(Pool pool, List<ComputeNode> nodes) {
        entities.add(pool);
        nodes.forEach(node -> entities.restore(pool, node));
        resizing.resume(pool);
        if (pool.lifecycle().is(PoolState.DELETING)) {
            scheduler.forget(pool);
            removeLater(pool);
        } else if (pool.autoScales()) {
            autoScaling.resume(pool);
        }
    }

    private void startResize(Pool pool, Deallocation option) {
        pool.resizeErrors(List.of());
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
