package io.github.batchbench.fake.node;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Assignment.Kind;
import io.github.batchbench.fake.node.failure.NodeFailure;
import io.github.batchbench.fake.node.failure.NodeFailureException;
import java.util.EnumSet;
import java.util.Set;

/** What a task and its pool must agree on where containers are used (documented). */
final class ContainerRules {
    private static final Set<Kind> REGULAR = EnumSet.of(Kind.TASK, Kind.SUBTASK);

    private ContainerRules() {}

    /**
     * Checks a run of its node's.
     *
     * @throws NodeFailureException if it wants a container and the pool has none, or the other way round: start,
     *     preparation and release tasks may do without
     */
    static void check(Assignment assignment) throws NodeFailureException {
        boolean inContainer = assignment.spec().has("containerSettings");
        boolean poolHasThem = assignment.context().containers() != null;
        if (inContainer && !poolHasThem) {
            throw NodeFailure.CONTAINER_POOL_NOT_SUPPORTED.because();
        }
        if (poolHasThem && !inContainer && REGULAR.contains(assignment.kind())) {
            throw NodeFailure.CONTAINER_TASK_SETTINGS_NOT_FOUND.because();
        }
    }
}
