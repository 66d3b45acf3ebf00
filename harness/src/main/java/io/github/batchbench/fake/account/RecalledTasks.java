package io.github.batchbench.fake.account;

import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.RunInfo;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.pools.PoolServices;
import io.github.batchbench.fake.state.Entities;
import java.util.List;
import java.util.Optional;

/** The tasks that nodes ran, put back: those that are there, and what nodes know of those that are gone. Under the lock. */
final class RecalledTasks {
    private final Entities entities;

    RecalledTasks(Entities entities) {
        this.entities = entities;
    }

    /** Of all nodes; pools and jobs are there again already. */
    void recall(PoolServices.Kept kept) {
        kept.pools().forEach(pool -> pool.nodes().forEach(node -> recall(pool.pool(), node)));
    }

    private void recall(Pool.PoolKept pool, ComputeNode.Kept node) {
        List<ComputeNode.TaskOnNode> recent = node.recentTasks().stream()
                .flatMap(each -> recalled(each).map(task -> new ComputeNode.TaskOnNode(each.jobId(), task)).stream())
                .toList();
        entities.node(pool.entity().id(), node.identity().nodeId()).recall(recent);
    }

    private Optional<Task> recalled(ComputeNode.RecentTask recent) {
        TaskState state = recent.state();
        RunInfo.Kept run = recent.run();
        return state == null || run == null
                ? entities.findJob(recent.jobId()).flatMap(job -> job.task(recent.taskId()))
                : Optional.of(Task.gone(recent.taskId(), state, run));
    }
}
