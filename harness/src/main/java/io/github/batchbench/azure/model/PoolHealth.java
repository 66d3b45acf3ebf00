package io.github.batchbench.azure.model;

import java.util.List;
import java.util.Set;

/**
 * Whether a pool can run tasks.
 *
 * @param steady whether the service has stopped changing the number of nodes
 * @param targetNodes how many there should be
 * @param resizeErrors why there are not, in the service's words
 * @param nodes the nodes there are
 */
public record PoolHealth(boolean steady, int targetNodes, List<String> resizeErrors, List<NodeReport> nodes) {
    private static final Set<String> BROKEN = Set.of("starttaskfailed", "unusable");
    private static final Set<String> BUSY_WITH_START =
            Set.of("creating", "starting", "waitingforstarttask", "rebooting", "reimaging", "upgradingos");

    /** Copies the lists. */
    public PoolHealth {
        resizeErrors = List.copyOf(resizeErrors);
        nodes = List.copyOf(nodes);
    }

    /** The nodes that will not take a task. */
    public List<NodeReport> brokenNodes() {
        return nodes.stream().filter(node -> BROKEN.contains(node.state())).toList();
    }

    /** The spot nodes that were taken away and may come back. */
    public List<NodeReport> preemptedNodes() {
        return nodes.stream().filter(node -> "preempted".equals(node.state())).toList();
    }

    /** Whether the service has given all the nodes it will, and each is past its start task. */
    public boolean settled() {
        return started() && (nodes.size() >= targetNodes || !resizeErrors.isEmpty());
    }

    /** Whether no task can run and, as things are, none ever will: nodes were refused or failed, and none is left to hope for. */
    public boolean hopeless() {
        boolean reason = !resizeErrors.isEmpty() || !nodes.isEmpty();
        return steady && reason && brokenNodes().size() == nodes.size();
    }

    /** Whether every node is past its start task, so that what that one reads may go. */
    public boolean started() {
        return steady && nodes.stream().noneMatch(node -> BUSY_WITH_START.contains(node.state()));
    }
}
