package io.github.batchbench.fake.time;

import io.github.batchbench.fake.model.AllocationState;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolState;
import io.github.batchbench.fake.model.State;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskState;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Where a test stops the world: a task, a node or a pool stays in a state, which clients see, until it is let go. Works
 * in real and in virtual time. A state that is only left when somebody asks (a pool's {@code steady}, a node's
 * {@code offline}) holds nothing up. Thread-safe.
 */
public final class HoldPoints {
    /** Whose state: {@code owner} is the job of a task, the pool of a node and empty for a pool. */
    record Subject(Kind kind, String owner, String id) {
        boolean in(Kind aKind, String anOwner) {
            return kind == aKind && owner.equalsIgnoreCase(anOwner);
        }
    }

    enum Kind {
        TASK,
        NODE,
        POOL
    }

    /** What is to be stopped; the states are still to be said. */
    public final class Selection<S extends State<?>> {
        private final Predicate<Subject> subjects;
        private final Set<S> all;

        private Selection(Predicate<Subject> subjects, Set<S> all) {
            this.subjects = subjects;
            this.all = all;
        }

        /**
         * It stops in each of these states. A task that is in the queue already, and a node that is idle already, are
         * not stopped by a hold at {@code active} or {@code idle} that is made later.
         */
        @SafeVarargs
        public final HoldPoint at(S... states) {
            Set<S> chosen = new HashSet<>();
            for (S state : states) {
                chosen.add(state);
            }
            return at(chosen);
        }

        /** It stops in each of these states. */
        public HoldPoint at(Set<S> states) {
            return hold(Set.copyOf(states));
        }

        /** The states that it can be stopped in. */
        public Set<S> states() {
            return Collections.unmodifiableSet(all);
        }

        /** It stops in every state; {@link HoldPoint#step} takes it from one to the next. */
        public HoldPoint everywhere() {
            return hold(all);
        }

        private HoldPoint hold(Set<S> states) {
            HoldPoint hold = new HoldPoint(timeline, subjects, states, holds::remove);
            timeline.exclusively(() -> holds.add(hold));
            return hold;
        }
    }

    private final Timeline timeline;
    private final List<HoldPoint> holds = new CopyOnWriteArrayList<>();

    HoldPoints(Timeline timeline) {
        this.timeline = timeline;
    }

    /** A task, which need not be there yet. */
    public Selection<TaskState> task(String jobId, String taskId) {
        return new Selection<>(
                subject -> subject.in(Kind.TASK, jobId) && subject.id().equalsIgnoreCase(taskId),
                EnumSet.allOf(TaskState.class));
    }

    /** All tasks of a job. */
    public Selection<TaskState> tasks(String jobId) {
        return new Selection<>(subject -> subject.in(Kind.TASK, jobId), EnumSet.allOf(TaskState.class));
    }

    /** A node of a pool. */
    public Selection<NodeState> node(String poolId, String nodeId) {
        return new Selection<>(
                subject -> subject.in(Kind.NODE, poolId) && subject.id().equalsIgnoreCase(nodeId),
                EnumSet.allOf(NodeState.class));
    }

    /** All nodes of a pool, which need not be there yet. */
    public Selection<NodeState> nodes(String poolId) {
        return new Selection<>(subject -> subject.in(Kind.NODE, poolId), EnumSet.allOf(NodeState.class));
    }

    /** All nodes of all pools. */
    public Selection<NodeState> nodes() {
        return new Selection<>(subject -> subject.kind() == Kind.NODE, EnumSet.allOf(NodeState.class));
    }

    /**
     * A pool: in {@code AllocationState.RESIZING} before it gets or loses nodes, in {@code AllocationState.STOPPING}, or
     * in {@code PoolState.DELETING}.
     */
    public Selection<State<?>> pool(String poolId) {
        Set<State<?>> all = new HashSet<>(EnumSet.allOf(AllocationState.class));
        all.addAll(EnumSet.allOf(PoolState.class));
        return new Selection<>(
                subject -> subject.in(Kind.POOL, "") && subject.id().equalsIgnoreCase(poolId), all);
    }

    /** Whether a task would be kept in a state. */
    public boolean stops(Job job, Task task, TaskState state) {
        return !holds.isEmpty() && stopping(subject(job, task), state).isPresent();
    }

    /** Whether a node would be kept in a state. */
    public boolean stops(ComputeNode node, NodeState state) {
        return !holds.isEmpty() && stopping(subject(node), state).isPresent();
    }

    /** A task is about to leave a state by itself. */
    public void pass(Job job, Task task, TaskState state, Runnable onward) {
        if (holds.isEmpty()) {
            onward.run();
        } else {
            pass(subject(job, task), state, onward);
        }
    }

    /** A node is about to leave a state by itself. */
    public void pass(ComputeNode node, NodeState state, Runnable onward) {
        if (holds.isEmpty()) {
            onward.run();
        } else {
            pass(subject(node), state, onward);
        }
    }

    /** A pool is about to leave a state by itself. */
    public void pass(Pool pool, State<?> state, Runnable onward) {
        pass(new Subject(Kind.POOL, "", pool.id()), state, onward);
    }

    private void pass(Subject subject, State<?> state, Runnable onward) {
        stopping(subject, state).ifPresentOrElse(hold -> hold.keep(onward), onward);
    }

    private Optional<HoldPoint> stopping(Subject subject, State<?> state) {
        return holds.stream().filter(hold -> hold.stops(subject, state)).findFirst();
    }

    private static Subject subject(Job job, Task task) {
        return new Subject(Kind.TASK, job.id(), task.id());
    }

    private static Subject subject(ComputeNode node) {
        return new Subject(Kind.NODE, node.identity().poolId(), node.id());
    }

    /** Forgets what is held, and holds nothing more. */
    public void clear() {
        holds.forEach(HoldPoint::forget);
        holds.clear();
    }
}
