package io.github.batchbench.fake.history;

import io.github.batchbench.fake.model.AllocationState;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.state.ServiceEvent;
import io.github.batchbench.fake.state.ServiceEvent.AccountReset;
import io.github.batchbench.fake.state.ServiceEvent.FormulaEvaluated;
import io.github.batchbench.fake.state.ServiceEvent.JobRemoved;
import io.github.batchbench.fake.state.ServiceEvent.NodeRemoved;
import io.github.batchbench.fake.state.ServiceEvent.PoolRemoved;
import io.github.batchbench.fake.state.ServiceEvent.ResizeStarted;
import io.github.batchbench.fake.state.ServiceEvent.TaskLeft;
import io.github.batchbench.fake.state.ServiceEvent.TaskPlaced;
import io.github.batchbench.fake.state.ServiceEvent.TaskRetried;
import io.github.batchbench.fake.state.ServiceEvent.TasksSupplied;
import io.github.batchbench.fake.state.StateChanges.Change;
import io.github.batchbench.fake.state.StateChanges.Subject;
import io.github.batchbench.fake.time.Engine;
import java.util.List;

/** What is kept of an account's history: tells the tracks of pools, nodes and tasks what concerns them. Under the lock. */
final class Tracks {
    private final Stopwatch stopwatch;
    private final PoolTracks pools;
    private final NodeTracks nodes;
    private final TaskTracks tasks;

    Tracks(Engine engine, Limits limits) {
        this.stopwatch = new Stopwatch(engine);
        this.pools = new PoolTracks(stopwatch);
        this.nodes = new NodeTracks(stopwatch, limits.nodes());
        this.tasks = new TaskTracks(stopwatch, nodes, limits.runs());
    }

    /** Of one pool alone, if it is there. */
    AccountHistory history(String poolId) {
        return new AccountHistory(
                stopwatch.start(),
                stopwatch.instant(),
                stopwatch.revision(),
                pools.present(poolId).stream().toList(),
                List.of(),
                List.of(),
                new AccountHistory.Dropped(0, 0));
    }

    AccountHistory history() {
        return new AccountHistory(
                stopwatch.start(),
                stopwatch.instant(),
                stopwatch.revision(),
                pools.all(),
                nodes.all(),
                tasks.all(),
                new AccountHistory.Dropped(tasks.dropped(), nodes.dropped()));
    }

    void hear(Change change) {
        boolean isNew = change.from() == null;
        if (change.subject() instanceof Subject.OfTask of) {
            if (change.to() == TaskState.RUNNING) {
                tasks.started(of.task());
            }
            pools.load(of.job());
        } else if (change.subject() instanceof Subject.OfNode of && change.to() instanceof NodeState to) {
            if (isNew) {
                nodes.made(of.pool(), of.node());
                pools.nodes(of.pool(), of.node().identity().dedicated(), 1);
            } else {
                nodes.moved(of.node(), to);
            }
        } else if (change.subject() instanceof Subject.OfPool of && isNew) {
            pools.made(of.pool());
        } else if (change.subject() instanceof Subject.OfAllocation of && change.to() == AllocationState.STEADY) {
            pools.steady(of.pool());
        }
    }

    void hear(ServiceEvent event) {
        if (event instanceof TaskPlaced placed) {
            tasks.placed(placed.job(), placed.task(), placed.nodes());
        } else if (event instanceof TasksSupplied supplied) {
            pools.load(supplied.job());
        } else if (event instanceof TaskLeft left) {
            tasks.left(left.task());
        } else if (event instanceof TaskRetried retried) {
            tasks.retried(retried.task(), retried.exitCode());
        } else if (event instanceof NodeRemoved removed) {
            nodes.removed(removed.node());
            pools.nodes(removed.pool(), removed.node().identity().dedicated(), -1);
        } else if (event instanceof ResizeStarted started) {
            pools.resizing(started.pool());
        } else if (event instanceof FormulaEvaluated evaluated) {
            pools.evaluated(evaluated.pool(), evaluated.run());
        } else if (event instanceof PoolRemoved removed) {
            pools.removed(removed.pool());
        } else if (event instanceof JobRemoved removed) {
            pools.removed(removed.job());
        } else if (event instanceof AccountReset) {
            pools.clear();
            nodes.clear();
            tasks.clear();
            stopwatch.restart();
        }
    }
}
