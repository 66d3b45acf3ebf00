package io.github.batchbench.fake.state;

import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.AutoScaleRun;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.Task;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a lower part of the service tells those above it. */
public sealed interface ServiceEvent {
    /** All tasks of the job's supply count as active from now on, or tasks that are there again as what they were. */
    record TasksSupplied(Job job) implements ServiceEvent {}

    /** A task has been given nodes, the primary's first, and is to start there. */
    record TaskPlaced(Pool pool, Job job, Task task, List<ComputeNode> nodes) implements ServiceEvent {}

    /** A task of the job took its place on a node. */
    record TaskStarted(Pool pool, Job job, ComputeNode node) implements ServiceEvent {}

    /** A multi-instance task took one more node. */
    record InstanceStarted(Pool pool, ComputeNode node) implements ServiceEvent {}

    /** The task has failed with an exit code, and is tried again on the same nodes. */
    record TaskRetried(
            Pool pool, Job job, Task task, @Nullable Integer exitCode) implements ServiceEvent {}

    /** The task cannot run on the node that it was given, as its job could not be prepared there; it goes back to the queue. */
    record TaskNotPrepared(Pool pool, Job job, Task task, ComputeNode node) implements ServiceEvent {}

    /** The task does not run any more, whatever the reason; its nodes follow. */
    record TaskLeft(Job job, Task task) implements ServiceEvent {}

    /** A task has left a node. */
    record NodeVacated(Pool pool, ComputeNode node) implements ServiceEvent {}

    /**
     * The task has left its node and is active again.
     *
     * @param started when it began to run there, null if it had not
     */
    record TaskRequeued(
            Pool pool,
            Job job,
            Task task,
            ComputeNode node,
            @Nullable Instant started) implements ServiceEvent {}

    /** The task has completed; a failure arose at this stage. */
    record TaskCompleted(Job job, Task task, Outcome.Stage stage) implements ServiceEvent {}

    /** The job has completed, or is being deleted. */
    record JobEnded(Job job) implements ServiceEvent {}

    /** A pool begins to get to another size. */
    record ResizeStarted(Pool pool, Deallocation option) implements ServiceEvent {}

    /** A pool's formula has been evaluated. */
    record FormulaEvaluated(Pool pool, AutoScaleRun run) implements ServiceEvent {}

    /** The pool is gone. */
    record PoolRemoved(Pool pool) implements ServiceEvent {}

    /** The node is gone from its pool. */
    record NodeRemoved(Pool pool, ComputeNode node) implements ServiceEvent {}

    /** The job is gone. */
    record JobRemoved(Job job) implements ServiceEvent {}

    /** The account is as it was when it was new. */
    record AccountReset() implements ServiceEvent {}
}
