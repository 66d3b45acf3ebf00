package io.github.batchbench.fake.pools;

import io.github.batchbench.fake.agent.Machines;
import io.github.batchbench.fake.model.AllocationState;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolSize;
import io.github.batchbench.fake.model.PoolState;
import io.github.batchbench.fake.model.ResizeError;
import io.github.batchbench.fake.scheduling.Scheduler;
import io.github.batchbench.fake.state.Allocation;
import io.github.batchbench.fake.state.Deallocation;
import io.github.batchbench.fake.state.Entities;
import io.github.batchbench.fake.state.Events;
import io.github.batchbench.fake.state.ServiceEvent.ResizeStarted;
import io.github.batchbench.fake.time.Engine;
import io.github.batchbench.fake.time.Latencies;
import io.github.batchbench.fake.time.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How pools get to their size: nodes are allocated and leave, until it is there or it cannot be. Under the lock. */
final class Resizing {
    private static final ResizeError DEDICATED_TIMED_OUT = timedOut("dedicated");

    private static final ResizeError LOW_PRIORITY_TIMED_OUT = timedOut("low priority");

    private static final ResizeError STOPPED = new ResizeError(
            "ResizeStopped",
            "Desired number of nodes could not be allocated as the resize operation was stopped",
            List.of());

    private final Engine engine;
    private final Entities entities;
    private final Events events;
    private final Machines machines;
    private final Scheduler scheduler;
    private final NodeLife nodeLife;
    private final Draining draining;
    private final Map<Pool, Resize> resizes = new HashMap<>();
    private final Map<Pool, Runnable> whenEmpty = new HashMap<>();
    private final NodeNames names = new NodeNames();
    private Allocation allocation = Allocation.EVERYTHING;

    /** A resize under way: the size that the pool will get, and its end. */
    private static final class Resize {
        private final PoolSize size;
        private Timeline.@Nullable Event timeout;
        private boolean begun;

        private Resize(PoolSize size) {
            this.size = size;
        }

        private void cancelTimeout() {
            if (timeout != null) {
                timeout.cancel();
            }
        }
    }

    Resizing(
            Engine engine,
            Entities entities,
            Events events,
            Machines machines,
            Scheduler scheduler,
            NodeLife nodeLife,
            Draining draining) {
        this.engine = engine;
        this.entities = entities;
        this.events = events;
        this.machines = machines;
        this.scheduler = scheduler;
        this.nodeLife = nodeLife;
        this.draining = draining;
        engine.onReset(() -> {
            resizes.clear();
            whenEmpty.clear();
            names.reset();
            allocation = Allocation.EVERYTHING;
        });
    }

    /** Decides from now on how many nodes a pool gets. */
    void allocation(Allocation newAllocation) {
        allocation = newAllocation;
    }

    /** The pool's target has changed. */
    void start(Pool pool, Deallocation option) {
        scheduler.added(pool);
        if (!pool.allocation().is(AllocationState.RESIZING)) {
            allocation(pool, AllocationState.RESIZING);
        }
        pool.latestResize(new Pool.ResizeBegun(engine.now(), option.wireName()));
        events.publish(new ResizeStarted(pool, option));
        Resize resize = new Resize(pool.target());
        resize.timeout = engine.schedule(pool.resizeTimeout(), () -> settle(pool, missing(pool)));
        Resize replaced = resizes.put(pool, resize);
        if (replaced != null) {
            // Or it would settle the new resize when its own time is over.
            replaced.cancelTimeout();
        }
        engine.after(Latencies::resize, () -> {
            if (resize == resizes.get(pool)) {
                engine.holds().pass(pool, AllocationState.RESIZING, () -> {
                    resize.begun = true;
                    if (resize == resizes.get(pool)) {
                        allocate(pool, option);
                    }
                });
            }
        });
    }

    /** The wording for dedicated nodes is reported from the field. */
    private static ResizeError timedOut(String kind) {
        return new ResizeError(
                "AllocationTimedout",
                "Desired number of " + kind + " nodes could not be allocated as the resize timeout was reached",
                List.of());
    }

    /** What a pool lacks when its time is over: an error for each kind of node. */
    private static List<ResizeError> missing(Pool pool) {
        List<ResizeError> errors = new ArrayList<>();
        if (pool.current().dedicated() != pool.target().dedicated()) {
            errors.add(DEDICATED_TIMED_OUT);
        }
        if (pool.current().lowPriority() != pool.target().lowPriority()) {
            errors.add(LOW_PRIORITY_TIMED_OUT);
        }
        return errors;
    }

    private void allocate(Pool pool, Deallocation option) {
        Allocation.Grant grant =
                CoreQuota.within(entities.quotas(), allocation.grant(pool, pool.target()), pool, entities.pools());
        fit(pool, true, grant.size().dedicated(), option);
        fit(pool, false, grant.size().lowPriority(), option);
        if (!grant.errors().isEmpty()) {
            settle(pool, grant.errors());
        } else {
            settleIfThere(pool);
        }
    }

    private void fit(Pool pool, boolean dedicated, int wanted, Deallocation option) {
        List<ComputeNode> present = pool.nodes().stream()
                .filter(node -> node.identity().dedicated() == dedicated && node.state() != NodeState.LEAVING_POOL)
                .sorted(Comparator.comparing(ComputeNode::usedSlots))
                .toList();
        for (int i = present.size(); i < wanted; i++) {
            create(pool, dedicated);
        }
        present.stream().limit(Math.max(0, present.size() - wanted)).forEach(node -> depart(pool, node, option));
    }

    private void create(Pool pool, boolean dedicated) {
        NodeIdentity identity = names.next(pool, dedicated);
        ComputeNode node = new ComputeNode(identity, engine.now());
        entities.add(pool, node);
        machines.provision(identity);
        nodeLife.bootLater(pool, node);
    }

    /** Removes the nodes, and shrinks the pool's target by them. */
    void remove(Pool pool, List<ComputeNode> nodes, Deallocation option) {
        int dedicated =
                (int) nodes.stream().filter(node -> node.identity().dedicated()).count();
        pool.target(new PoolSize(
                Math.max(0, pool.target().dedicated() - dedicated),
                Math.max(0, pool.target().lowPriority() - (nodes.size() - dedicated))));
        pool.resizeErrors(List.of());
        nodes.forEach(node -> depart(pool, node, option));
        start(pool, option);
    }

    private void depart(Pool pool, ComputeNode node, Deallocation option) {
        draining.beforeLeaving(pool, node, option, () -> leave(pool, node));
    }

    private void leave(Pool pool, ComputeNode node) {
        nodeLife.down(pool, node, NodeState.LEAVING_POOL);
        leaveLater(pool, node);
    }

    private void leaveLater(Pool pool, ComputeNode node) {
        engine.after(Latencies::leave, () -> engine.holds().pass(node, NodeState.LEAVING_POOL, () -> gone(pool, node)));
    }

    private void gone(Pool pool, ComputeNode node) {
        entities.remove(pool, node);
        machines.decommission(node.identity());
        settleIfThere(pool);
        Runnable waiting = pool.isEmpty() ? whenEmpty.remove(pool) : null;
        if (waiting != null) {
            waiting.run();
        }
    }

    private void settleIfThere(Pool pool) {
        Resize resize = resizes.get(pool);
        if (resize != null && pool.current().equals(resize.size)) {
            settle(pool, List.of());
        }
    }

    private void settle(Pool pool, List<ResizeError> errors) {
        Resize resize = resizes.get(pool);
        if (resize == null) {
            return;
        }
        Runnable end = () -> {
            if (resizes.remove(pool, resize)) {
                resize.cancelTimeout();
                pool.resizeErrors(errors);
                allocation(pool, AllocationState.STEADY);
            }
        };
        if (resize.begun && pool.allocation().is(AllocationState.RESIZING)) {
            end.run();
        } else {
            engine.holds().pass(pool, pool.allocation().state(), end);
        }
    }

    /** The resize stops where it is. */
    void stop(Pool pool) {
        allocation(pool, AllocationState.STOPPING);
        settleStopped(pool);
    }

    private void settleStopped(Pool pool) {
        engine.after(Latencies::transition, () -> settle(pool, List.of(STOPPED)));
    }

    /** What a pool was in the middle of goes on, after everything has stopped. */
    void resume(Pool pool) {
        scheduler.added(pool);
        for (ComputeNode node : pool.nodes()) {
            nodeLife.resume(pool, node);
            if (node.state() == NodeState.LEAVING_POOL) {
                leaveLater(pool, node);
            }
        }
        if (pool.lifecycle().is(PoolState.DELETING)) {
            emptyForDeletion(pool);
        } else if (pool.allocation().is(AllocationState.RESIZING)) {
            start(pool, Deallocation.REQUEUE);
        } else if (pool.allocation().is(AllocationState.STOPPING)) {
            resizes.put(pool, new Resize(pool.target()));
            settleStopped(pool);
        }
    }

    /** How many nodes were named; the next ones have other names. */
    NodeNames names() {
        return names;
    }

    /** All nodes leave a pool that is being deleted. */
    void emptyForDeletion(Pool pool) {
        start(pool, Deallocation.REQUEUE);
        pool.nodes().stream()
                .filter(node -> node.state() != NodeState.LEAVING_POOL)
                .forEach(node -> depart(pool, node, Deallocation.REQUEUE));
    }

    /** Does something when the pool that is being deleted has no nodes any more. */
    void whenEmpty(Pool pool, Runnable action) {
        if (pool.isEmpty()) {
            action.run();
        } else {
            whenEmpty.put(pool, action);
        }
    }

    private void allocation(Pool pool, AllocationState next) {
        pool.allocation().to(next, engine.now(), () -> "allocation of pool " + pool.id());
    }
}
