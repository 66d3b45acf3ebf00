package io.github.batchbench.api;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.pools.NodeFaults;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Faults of a pool and its nodes, or of all pools; the pool need not be there yet. */
public final class PoolFaults {
    private final BatchAccount account;
    private final TaskScripts scripts;
    private final Shortages shortages;
    private final @Nullable String poolId;

    PoolFaults(BatchAccount account, TaskScripts scripts, Shortages shortages, @Nullable String poolId) {
        this.account = account;
        this.scripts = scripts;
        this.shortages = shortages;
        this.poolId = poolId;
    }

    /**
     * From now on it gets no more than so many nodes, of each kind. If it asks for more it goes on resizing until its
     * resize time-out, unless {@link Shortage#withResizeError} says what went wrong.
     */
    public Shortage allocate(int nodes) {
        account.allocation(shortages);
        return shortages.add(pool -> isOurs(pool.id()), nodes);
    }

    /** All pools get what they ask for again. */
    public void allocateEverything() {
        shortages.clear();
    }

    /** Nodes never get beyond this state, until the fault is ended; {@code starting} is what the field reports. */
    public Fault stuckAt(String state) {
        Holds holds = new Holds(account.holds());
        Hold hold = (poolId == null ? holds.nodes() : holds.nodes(poolId)).at(state);
        return Fault.of(hold::size, hold::release);
    }

    /** The start task ends with this exit code on every node. */
    public Fault startTaskFails(int exitCode) {
        return startTask(exitCode, node -> true);
    }

    /** The start task ends with this exit code on the first node that runs it, each time, and well on the others. */
    public Fault startTaskFailsOnOneNode(int exitCode) {
        AtomicReference<@Nullable String> first = new AtomicReference<>();
        return startTask(exitCode, node -> first.compareAndSet(null, node) || node.equals(first.get()));
    }

    private Fault startTask(int exitCode, Predicate<String> nodes) {
        AtomicLong struck = new AtomicLong();
        Runnable off = scripts.runs(run -> run.isStartTask() && isOurs(run.poolId()) && nodes.test(run.nodeId()))
                .play(run -> {
                    struck.incrementAndGet();
                    return Script.exits(exitCode);
                });
        return Fault.of(struck::get, off);
    }

    /** The fault falls on the next node that begins a task, as soon as it has begun. */
    public Fault nextNodeIs(NodeFault fault) {
        return nextNodesAre(fault, 1);
    }

    /** The fault falls on the next so many nodes that begin a task. */
    public Fault nextNodesAre(NodeFault fault, int nodes) {
        NodeFaults faults = account.nodeFaults();
        NodeFaults.PendingFault pending = faults.await(pool -> isOurs(pool.id()), fault.fault(), nodes);
        return Fault.of(() -> faults.struck(pending), () -> faults.callOff(pending));
    }

    /**
     * The node at this place, sorted by id, of a pool that is there.
     *
     * @throws IllegalArgumentException if there is none, or no pool was named
     */
    public NodeControl node(int index) {
        List<NodeControl> nodes = nodes();
        if (index < 0 || index >= nodes.size()) {
            throw new IllegalArgumentException(
                    "Pool " + poolId + " has " + nodes.size() + " nodes, so there is no node " + index + ".");
        }
        return nodes.get(index);
    }

    /**
     * The nodes of a pool that is there, sorted by id.
     *
     * @throws IllegalArgumentException if no pool was named
     */
    public List<NodeControl> nodes() {
        String id = poolId;
        if (id == null) {
            throw new IllegalArgumentException("Say which pool: faults().pool(\"id\").nodes().");
        }
        return account.exclusively(() -> account.pools().get(id).nodes().stream()
                .map(node -> new NodeControl(account, id, node.id()))
                .toList());
    }

    private boolean isOurs(String id) {
        return poolId == null || poolId.equalsIgnoreCase(id);
    }
}
