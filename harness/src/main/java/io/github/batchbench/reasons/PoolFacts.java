package io.github.batchbench.reasons;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What decides whether a pool runs tasks.
 *
 * @param id the pool's id
 * @param state the service's word: {@code active}, {@code deleting}; {@code missing} if there is no such pool
 * @param steady whether the service has stopped changing the number of nodes
 * @param target how many nodes there should be
 * @param slotsPerNode how many slots a node has
 * @param resizeErrors why there are not as many, code first
 * @param nodes the nodes there are
 */
public record PoolFacts(
        String id,
        String state,
        boolean steady,
        int target,
        int slotsPerNode,
        List<String> resizeErrors,
        List<Node> nodes) {
    private static final String MISSING = "missing";
    private static final Set<String> TAKE_TASKS = Set.of("idle", "running");

    /** Copies the lists. */
    public PoolFacts {
        resizeErrors = List.copyOf(resizeErrors);
        nodes = List.copyOf(nodes);
    }

    /** A pool that does not exist. */
    public static PoolFacts missing(String id) {
        return new PoolFacts(id, MISSING, true, 0, 1, List.of(), List.of());
    }

    boolean isMissing() {
        return MISSING.equals(state);
    }

    /** The nodes that would take a task if they had room. */
    List<Node> working() {
        return nodes.stream()
                .filter(node -> TAKE_TASKS.contains(node.state()) && node.scheduling())
                .toList();
    }

    /**
     * A node.
     *
     * @param id the node's id
     * @param state the service's word, for example {@code idle}, {@code starttaskfailed}
     * @param scheduling whether it is given tasks
     * @param usedSlots how many slots are taken
     * @param startTask how its start task failed, as a clause; null if it did not
     * @param stderr the end of what its failed start task wrote
     */
    public record Node(
            String id,
            String state,
            boolean scheduling,
            int usedSlots,
            @Nullable String startTask,
            String stderr) {}
}
