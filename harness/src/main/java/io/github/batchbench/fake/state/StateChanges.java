package io.github.batchbench.fake.state;

import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobSchedule;
import io.github.batchbench.fake.model.Lifecycle;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.State;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.time.Happenings;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners of every change of state in an account, in the order in which they happen: the run as a timeline. A
 * listener is called under the account's lock and must be quick. Thread-safe.
 */
public final class StateChanges {
    /** Whose state it is. */
    public sealed interface Subject {
        /** A pool. */
        record OfPool(Pool pool) implements Subject {
            @Override
            public String toString() {
                return "pool " + pool.id();
            }
        }

        /** The nodes of a pool: whether they are as many as they are to be. */
        record OfAllocation(Pool pool) implements Subject {
            @Override
            public String toString() {
                return "allocation of pool " + pool.id();
            }
        }

        /** A node. */
        record OfNode(Pool pool, ComputeNode node) implements Subject {
            @Override
            public String toString() {
                return "node " + node.id();
            }
        }

        /** A job. */
        record OfJob(Job job) implements Subject {
            @Override
            public String toString() {
                return "job " + job.id();
            }
        }

        /** A job schedule. */
        record OfSchedule(JobSchedule schedule) implements Subject {
            @Override
            public String toString() {
                return "job schedule " + schedule.id();
            }
        }

        /** A task. */
        record OfTask(Job job, Task task) implements Subject {
            @Override
            public String toString() {
                return "task " + task.id() + " of job " + job.id();
            }
        }
    }

    /**
     * One change.
     *
     * @param at when, on the fake's clock
     * @param subject whose state
     * @param from the state before, null if it has just been made
     * @param to the state now
     */
    public record Change(
            Instant at, Subject subject, @Nullable State<?> from, State<?> to) {
        /** One line of a timeline, with the states as the service writes them. */
        @Override
        public String toString() {
            return at + " " + subject + ": " + (from == null ? "" : from.wireName() + " -> ") + to.wireName();
        }
    }

    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();

    private final Happenings happenings;

    StateChanges(Happenings happenings) {
        this.happenings = happenings;
    }

    /** From now on the listener hears of every change. */
    public void listen(Consumer<Change> listener) {
        listeners.add(listener);
    }

    /** The listener hears of no more. */
    public void stopListening(Consumer<Change> listener) {
        listeners.remove(listener);
    }

    /** A task has been made whose changes count from now on. */
    public void watch(Job job, Task task) {
        TaskListener listener = new TaskListener(this, job, task);
        tell(task.lifecycle().since(), listener, null, task.state());
        task.lifecycle().listener(listener);
    }

    /** A task of a job's supply has been made, or one is there again: no change, but its changes count from now on. */
    public void watchSupplied(Job job, Task task) {
        task.lifecycle().listener(new TaskListener(this, job, task));
    }

    /** One object for each task, as there may be a million. */
    private record TaskListener(StateChanges changes, Job job, Task task)
            implements Lifecycle.Listener<TaskState>, Supplier<Subject> {
        @Override
        public void moved(TaskState from, TaskState to, Instant at) {
            changes.tell(at, this, from, to);
        }

        @Override
        public Subject get() {
            return new Subject.OfTask(job, task);
        }
    }

    /** A job is gone, and its tasks with it: a node that remembers one of them must not keep all the others in memory. */
    void forget(Job job) {
        job.tasks().forEach(task -> task.lifecycle().noListener());
    }

    /** Something has been made whose changes count from now on; the subject is asked for if somebody listens. */
    <S extends State<S>> void watch(Lifecycle<S> lifecycle, Supplier<Subject> subject) {
        tell(lifecycle.since(), subject, null, lifecycle.state());
        lifecycle.listener((from, to, at) -> tell(at, subject, from, to));
    }

    private void tell(Instant at, Supplier<Subject> subject, @Nullable State<?> from, State<?> to) {
        happenings.another();
        if (!listeners.isEmpty()) {
            Change change = new Change(at, subject.get(), from, to);
            listeners.forEach(listener -> listener.accept(change));
        }
    }
}
