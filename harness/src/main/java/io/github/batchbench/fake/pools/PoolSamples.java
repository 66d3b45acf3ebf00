package io.github.batchbench.fake.pools;

import io.github.batchbench.fake.autoscale.SampleSource;
import io.github.batchbench.fake.autoscale.SampleSource.Sample;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.state.Entities;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is measured of a pool while a formula decides its size. Tasks and nodes are counted; the load of machines is not
 * measured, so that formulas which ask for it get no samples.
 */
final class PoolSamples implements SampleSource {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final Set<NodeState> USABLE = EnumSet.of(NodeState.IDLE, NodeState.RUNNING);

    private record Snapshot(Instant at, Map<String, Double> values) {}

    private final Entities entities;
    private final Pool pool;
    private final Deque<Snapshot> history = new ArrayDeque<>();

    PoolSamples(Entities entities, Pool pool) {
        this.entities = entities;
        this.pool = pool;
    }

    /** Measures now. */
    void take(Instant now) {
        while (!history.isEmpty() && history.getFirst().at().isBefore(now.minus(KEPT))) {
            history.removeFirst();
        }
        Map<String, Double> values = new HashMap<>();
        tasks(values);
        nodes(values);
        history.addLast(new Snapshot(now, values));
    }

    private void tasks(Map<String, Double> values) {
        double active = 0;
        double running = 0;
        double succeeded = 0;
        double failed = 0;
        for (Job job : entities.jobs()) {
            if (job.poolId().equalsIgnoreCase(pool.id())) {
                active += job.taskCounts().active() - blocked(job);
                running += job.taskCounts().running();
                succeeded += job.taskCounts().succeeded();
                failed += job.taskCounts().failed();
            }
        }
        values.put("$ActiveTasks", active);
        values.put("$RunningTasks", running);
        values.put("$PendingTasks", active + running);
        values.put("$SucceededTasks", succeeded);
        values.put("$FailedTasks", failed);
    }

    /** Active tasks whose dependencies are not met are not counted (documented). */
    private static long blocked(Job job) {
        if (!job.settings().usesTaskDependencies()) {
            return 0;
        }
        return job.tasks().stream()
                .filter(task -> task.state() == TaskState.ACTIVE && task.unmetDependencies() > 0)
                .count();
    }

    private void nodes(Map<String, Double> values) {
        values.put("$CurrentDedicatedNodes", (double) pool.current().dedicated());
        values.put("$CurrentLowPriorityNodes", (double) pool.current().lowPriority());
        values.put("$PreemptedNodeCount", count(EnumSet.of(NodeState.PREEMPTED)));
        values.put("$UsableNodeCount", count(USABLE));
        values.put("$SampleNodeCount", count(USABLE));
    }

    private double count(Set<NodeState> states) {
        return pool.nodes().stream()
                .filter(node -> states.contains(node.state()))
                .count();
    }

    @Override
    public List<Sample> history(String metric) {
        return history.stream()
                .filter(snapshot -> snapshot.values().containsKey(metric))
                .map(snapshot -> new Sample(snapshot.at(), snapshot.values().getOrDefault(metric, 0.0)))
                .toList();
    }
}
