package io.github.batchbench.fake.state;

import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.Task;
import java.util.List;

/** What a lower part of the service tells those above it. */
public sealed interface ServiceEvent {
    /** A task has been given nodes, the primary's first, and is to start there. */
    record TaskPlaced(Pool pool, Job job, Task task, List<ComputeNode> nodes) implements ServiceEvent {}

    /** A task of the job took its place on a node. */
    record TaskStarted(Pool pool, Job job, ComputeNode node) implements ServiceEvent {}

    /** A multi-instance task took one more node. */
    record InstanceStarted(Pool pool, ComputeNode node) implements ServiceEvent {}

    /** A task of the job does not run any more; its nodes follow. */
    record TaskLeft(Job job) implements ServiceEvent {}

    /** A task has left a node. */
    record NodeVacated(Pool pool, ComputeNode node) implements ServiceEvent {}

    /** The task is active again. */
    record TaskRequeued(Job job, Task task) implements ServiceEvent {}

    /** The task has completed; a failure arose at this stage. */
    record TaskCompleted(Job job, Task task, Outcome.Stage stage) implements ServiceEvent {}

    /** The job has completed, or is being deleted. */
    record JobEnded(Job job) implements ServiceEvent {}
}
