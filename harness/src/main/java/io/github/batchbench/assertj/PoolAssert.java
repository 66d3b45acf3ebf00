package io.github.batchbench.assertj;

import io.github.batchbench.azure.model.NodeReport;
import io.github.batchbench.azure.model.PoolHealth;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a pool in an account. */
public final class PoolAssert extends AbstractAssert<PoolAssert, PoolHealth> {
    private final ObservedService service;
    private final String id;

    PoolAssert(PoolHealth actual, ObservedService service, String id) {
        super(actual, PoolAssert.class);
        this.service = service;
        this.id = id;
    }

    /** The service has stopped changing the number of nodes. */
    public PoolAssert isSteady() {
        isNotNull();
        if (!actual.steady()) {
            failWithMessage("Expected a steady pool. %s", facts());
        }
        return this;
    }

    /**
     * Waits until the service has stopped changing the number of nodes, and goes on with the pool as it is then.
     *
     * @param patience by the fake's time, which may be virtual, or by real time on a live account
     */
    public PoolAssert becomesSteadyWithin(Duration patience) {
        isNotNull();
        return await(patience, PoolHealth::steady, "pool " + id + " is not steady");
    }

    /**
     * Waits until so many nodes, or more, are idle, and goes on with the pool as it is then.
     *
     * @param patience by the fake's time, which may be virtual, or by real time on a live account
     */
    public PoolAssert hasIdleNodesWithin(Duration patience, int count) {
        isNotNull();
        return await(
                patience,
                health -> health.nodes().stream()
                                .filter(node -> node.state().equals("idle"))
                                .count()
                        >= count,
                "pool " + id + " does not have " + count + " idle nodes");
    }

    private PoolAssert await(Duration patience, Predicate<PoolHealth> wish, String otherwise) {
        if (!service.await(patience, () -> wish.test(service.poolHealth(id)))) {
            PoolAssert last = service.pool(id);
            failWithMessage("After %s, %s. %s%s", patience, otherwise, last.facts(), service.whyPool(id));
        }
        return service.pool(id);
    }

    /** It has so many nodes, whatever state they are in. */
    public PoolAssert hasNodes(int count) {
        isNotNull();
        if (actual.nodes().size() != count) {
            failWithMessage("Expected %s nodes. %s", count, facts());
        }
        return this;
    }

    /** It has no resize error. */
    public PoolAssert hasNoResizeErrors() {
        isNotNull();
        if (!actual.resizeErrors().isEmpty()) {
            failWithMessage("Expected no resize error. %s", facts());
        }
        return this;
    }

    /** It has this resize error, for example {@code AllocationFailed}. */
    public PoolAssert hasResizeError(String code) {
        isNotNull();
        if (actual.resizeErrors().stream().noneMatch(error -> error.startsWith(code + ":"))) {
            failWithMessage("Expected resize error %s. %s", code, facts());
        }
        return this;
    }

    /** Goes on to one of its nodes. */
    public NodeAssert node(String nodeId) {
        isNotNull();
        return actual.nodes().stream()
                .filter(node -> node.id().equals(nodeId))
                .findFirst()
                .map(node -> new NodeAssert(node, service, id))
                .orElseThrow(() -> failure("There is no node %s. %s", nodeId, facts()));
    }

    /** Goes on to its only node. */
    public NodeAssert onlyNode() {
        hasNodes(1);
        return node(actual.nodes().get(0).id());
    }

    private String facts() {
        List<String> nodes = actual.nodes().stream().map(PoolAssert::node).toList();
        return "Pool %s is %s%n  nodes: %s of %s %s%n  resize errors: %s"
                .formatted(
                        id,
                        actual.steady() ? "steady" : "resizing",
                        nodes.size(),
                        actual.targetNodes(),
                        nodes,
                        actual.resizeErrors());
    }

    private static String node(NodeReport node) {
        return node.id() + " (" + node.state() + ")";
    }
}
