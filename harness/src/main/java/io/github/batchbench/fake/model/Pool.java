package io.github.batchbench.fake.model;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A pool and its nodes. Guarded by the account's lock. */
public final class Pool extends Entity<PoolState> {
    private final Lifecycle<AllocationState> allocation;
    private final NavigableMap<String, ComputeNode> nodes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final BitSet numbers = new BitSet();
    private List<ResizeError> resizeErrors = List.of();
    private final int slotsPerNode;
    private final boolean automatic;
    private PoolSize target;
    private Duration resizeTimeout;
    private @Nullable AutoScaleRun autoScaleRun;
    private @Nullable ResizeBegun latestResize;

    /**
     * A new pool, active and steady, without nodes.
     *
     * @param automatic whether the service makes it for a job
     */
    public Pool(String id, Document spec, Instant now, boolean automatic) {
        super(id, spec, PoolState.ACTIVE, now);
        this.automatic = automatic;
        this.slotsPerNode = settings().slotsPerNode();
        this.target = settings().target();
        this.resizeTimeout = settings().resizeTimeout();
        this.allocation = new Lifecycle<>(AllocationState.STEADY, creationTime());
        this.latestResize = autoScales() ? null : new ResizeBegun(creationTime(), "requeue");
    }

    /** As it was, without its nodes. */
    public Pool(PoolKept kept) {
        super(kept.entity(), PoolState.values());
        this.automatic = kept.automatic();
        this.slotsPerNode = settings().slotsPerNode();
        this.target = kept.target();
        this.resizeTimeout = kept.resizeTimeout();
        this.resizeErrors = kept.resizeErrors();
        this.autoScaleRun = kept.autoScaleRun();
        this.latestResize = kept.latestResize();
        this.allocation = Lifecycle.of(kept.allocation(), AllocationState.values());
    }

    /** What is kept of a pool, to be there again later; its nodes are kept by themselves. */
    public record PoolKept(
            Entity.Kept entity,
            Lifecycle.Kept allocation,
            PoolSize target,
            Duration resizeTimeout,
            List<ResizeError> resizeErrors,
            @Nullable AutoScaleRun autoScaleRun,
            boolean automatic,
            @Nullable ResizeBegun latestResize) {}

    /**
     * A resize.
     *
     * @param at when it began
     * @param deallocation what becomes of the tasks of nodes that go, such as {@code requeue}
     */
    public record ResizeBegun(Instant at, String deallocation) {}

    /** What is kept of it. */
    public PoolKept kept() {
        return new PoolKept(
                keptEntity(),
                allocation.kept(),
                target,
                resizeTimeout,
                resizeErrors,
                autoScaleRun,
                automatic,
                latestResize);
    }

    @Override
    void eachPart(Consumer<Tracked> action) {
        super.eachPart(action);
        action.accept(allocation);
    }

    /** A node is there again, with the number that it had. */
    public void restore(ComputeNode node) {
        numbers.set(node.number());
        nodes.put(node.id(), node);
    }

    /** Whether it is at its size, and since when. */
    public Lifecycle<AllocationState> allocation() {
        return allocation;
    }

    /** Whether the service has made it for a job: it is an auto pool. */
    public boolean isAutomatic() {
        return automatic;
    }

    /** The size asked for. */
    public PoolSize target() {
        return target;
    }

    /** Asks for another size. */
    public void target(PoolSize size) {
        target = size;
        changed();
    }

    /** How many nodes there are. */
    public PoolSize current() {
        int dedicated = (int)
                nodes.values().stream().filter(n -> n.identity().dedicated()).count();
        return new PoolSize(dedicated, nodes.size() - dedicated);
    }

    /** How long a resize may take. */
    public Duration resizeTimeout() {
        return resizeTimeout;
    }

    /** Sets how long a resize may take. */
    public void resizeTimeout(Duration timeout) {
        resizeTimeout = timeout;
        changed();
    }

    /** What went wrong in the latest resize; empty if nothing did. */
    public List<ResizeError> resizeErrors() {
        return resizeErrors;
    }

    /** Notes what went wrong in the latest resize. */
    public void resizeErrors(List<ResizeError> errors) {
        resizeErrors = List.copyOf(errors);
        changed();
    }

    /** Whether a formula decides the size. */
    public boolean autoScales() {
        return settings().autoScales();
    }

    /** The latest evaluation of the formula, null before the first. */
    public @Nullable AutoScaleRun autoScaleRun() {
        return autoScaleRun;
    }

    /** Notes an evaluation of the formula. */
    public void autoScaleRun(@Nullable AutoScaleRun run) {
        autoScaleRun = run;
        changed();
    }

    /** The resize under way, or the latest; null if a formula that has come or gone since decides, or decided, the size. */
    public @Nullable ResizeBegun latestResize() {
        return latestResize;
    }

    /** Notes that a resize begins, or that there is none to speak of any more. */
    public void latestResize(@Nullable ResizeBegun begun) {
        latestResize = begun;
        changed();
    }

    /** Task slots of each node; fixed at creation. */
    public int slotsPerNode() {
        return slotsPerNode;
    }

    /** What clients sent, as the service understands it. */
    public PoolSpec settings() {
        return new PoolSpec(spec());
    }

    /** The node of this id. */
    public Optional<ComputeNode> node(String nodeId) {
        return Optional.ofNullable(nodes.get(nodeId));
    }

    /** All nodes as they are now, sorted by id. */
    public List<ComputeNode> nodes() {
        return List.copyOf(nodes.values());
    }

    /** Whether it has no nodes. */
    public boolean isEmpty() {
        return nodes.isEmpty();
    }

    /** Adds a node, and gives it the first number that is free. */
    public void add(ComputeNode node) {
        node.number(numbers.nextClearBit(0));
        numbers.set(node.number());
        nodes.put(node.id(), node);
    }

    /** Removes a node; another one may have its number. */
    public void remove(ComputeNode node) {
        if (nodes.remove(node.id(), node)) {
            numbers.clear(node.number());
        }
    }

    @Override
    public String toString() {
        return "pool " + id() + " (" + state().wireName() + ", "
                + allocation.state().wireName() + ", " + nodes.size() + " nodes)";
    }
}
