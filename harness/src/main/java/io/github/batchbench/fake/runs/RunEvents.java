package io.github.batchbench.fake.runs;

import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.jobs.Completions;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.pools.NodeFaults;
import io.github.batchbench.fake.pools.NodeLife;
import io.github.batchbench.fake.pools.Nodes;
import io.github.batchbench.fake.scheduling.Scheduler;

/** Tells whom it concerns what has become of tasks on nodes. */
public record RunEvents(
        Scheduler scheduler,
        NodeLife nodeLife,
        Nodes nodes,
        NodeFaults nodeFaults,
        Retention retention,
        Completions completions)
        implements TaskRuns.Listener {

    @Override
    public void started(Pool pool, Job job, ComputeNode node) {
        scheduler.started(job);
        scheduler.changed(pool, node);
        nodeFaults.started(pool, node);
    }

    @Override
    public void left(Pool pool, Job job, ComputeNode node) {
        scheduler.ended(job);
        scheduler.changed(pool, node);
        nodeLife.vacated(pool, node);
        nodes.vacated(node);
    }

    @Override
    public void instanceLeft(Pool pool, ComputeNode node) {
        scheduler.changed(pool, node);
        nodeLife.vacated(pool, node);
        nodes.vacated(node);
    }

    @Override
    public void instanceStarted(Pool pool, ComputeNode node) {
        scheduler.changed(pool, node);
    }

    @Override
    public void requeued(Job job, Task task) {
        scheduler.ready(job, task);
    }

    @Override
    public void completed(Job job, Task task, Outcome.Stage stage) {
        retention.completed(job, task);
        completions.completed(job, task, stage);
    }
}
