package io.github.batchbench.api;

import io.github.batchbench.fake.model.State;
import io.github.batchbench.fake.time.HoldPoints;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a test stops the world: a task, a node or a pool stays in a state, which clients see, until it is let go. Works
 * in real and in virtual time. A state that is only left when somebody asks (a pool's {@code steady}, a node's
 * {@code offline}) holds nothing up. States are named as the service writes them, {@code preparing} for example.
 * Thread-safe.
 */
public final class Holds {
    private final HoldPoints points;

    Holds(HoldPoints points) {
        this.points = points;
    }

    /** What is to be stopped; the states are still to be said. */
    public static final class Selection {
        private final HoldPoints.Selection<?> subjects;

        private Selection(HoldPoints.Selection<?> subjects) {
            this.subjects = subjects;
        }

        /**
         * It stops in each of these states. A task that is in the queue already, and a node that is idle already, are
         * not stopped by a hold at {@code active} or {@code idle} that is made later.
         *
         * @throws IllegalArgumentException if there is no such state; the message lists those there are
         */
        public Hold at(String... states) {
            return at(subjects, states);
        }

        private static <S extends State<?>> Hold at(HoldPoints.Selection<S> subjects, String... names) {
            Set<S> chosen = new HashSet<>();
            for (String name : names) {
                List<S> named = subjects.states().stream()
                        .filter(state -> state.wireName().equals(name))
                        .toList();
                if (named.isEmpty()) {
                    throw new IllegalArgumentException("There is no state '" + name + "' here, only "
                            + subjects.states().stream()
                                    .map(State::wireName)
                                    .sorted()
                                    .toList() + ".");
                }
                chosen.addAll(named);
            }
            return new Hold(subjects.at(chosen));
        }

        /** It stops in every state; {@link Hold#step} takes it from one to the next. */
        public Hold everywhere() {
            return new Hold(subjects.everywhere());
        }
    }

    /** A task, which need not be there yet. */
    public Selection task(String jobId, String taskId) {
        return new Selection(points.task(jobId, taskId));
    }

    /** All tasks of a job. */
    public Selection tasks(String jobId) {
        return new Selection(points.tasks(jobId));
    }

    /** A node of a pool. */
    public Selection node(String poolId, String nodeId) {
        return new Selection(points.node(poolId, nodeId));
    }

    /** All nodes of a pool, which need not be there yet. */
    public Selection nodes(String poolId) {
        return new Selection(points.nodes(poolId));
    }

    /** All nodes of all pools. */
    public Selection nodes() {
        return new Selection(points.nodes());
    }

    /** A pool: in {@code resizing} before it gets or loses nodes, in {@code stopping}, or in {@code deleting}. */
    public Selection pool(String poolId) {
        return new Selection(points.pool(poolId));
    }
}
