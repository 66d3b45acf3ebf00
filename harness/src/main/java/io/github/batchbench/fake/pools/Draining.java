package io.github.batchbench.fake.pools;

import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.runs.Retention;
import io.github.batchbench.fake.runs.TaskRuns;
import io.github.batchbench.fake.scheduling.Scheduler;
import io.github.batchbench.fake.state.Deallocation;
import io.github.batchbench.fake.time.Engine;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Empties nodes before something happens to them: the one way in which tasks are ended or waited for when a node
 * restarts, leaves or goes offline. A node waits for one thing at a time, the latest; but once it is to leave, nothing
 * that waits takes the place of that. Under the lock.
 */
final class Draining {
    private record Waiting(Deallocation option, boolean leaves, Runnable action) {}

    private final Engine engine;
    private final TaskRuns taskRuns;
    private final Retention retention;
    private final Scheduler scheduler;
    private final Map<ComputeNode, Waiting> waiting = new HashMap<>();

    Draining(Engine engine, TaskRuns taskRuns, Retention retention, Scheduler scheduler) {
        this.engine = engine;
        this.taskRuns = taskRuns;
        this.retention = retention;
        this.scheduler = scheduler;
        engine.onReset(waiting::clear);
    }

    /** Does something that keeps the node in its pool when it runs no task any more, as the option says. */
    void beforeRestart(Pool pool, ComputeNode node, Deallocation option, Runnable action) {
        drain(pool, node, new Waiting(option, false, action));
    }

    /** Does what takes the node out of its pool, as the option says. */
    void beforeLeaving(Pool pool, ComputeNode node, Deallocation option, Runnable action) {
        drain(pool, node, new Waiting(option, true, action));
    }

    private void drain(Pool pool, ComputeNode node, Waiting next) {
        Waiting before = waiting.get(node);
        boolean outranked = before != null && before.leaves() && !next.leaves();
        if (!outranked) {
            waiting.remove(node);
        }
        if (mustWait(node, next.option())) {
            if (!outranked) {
                await(pool, node, next);
            }
            return;
        }
        // Ending its last task must not let it take another one.
        node.draining(true);
        taskRuns.endByUser(node.runningTasks(), next.option() != Deallocation.TERMINATE);
        act(node, next);
    }

    private boolean mustWait(ComputeNode node, Deallocation option) {
        return switch (option) {
            case REQUEUE, TERMINATE -> false;
            case TASK_COMPLETION -> node.countOfRunningTasks() > 0;
            case RETAINED_DATA ->
                node.countOfRunningTasks() > 0 || !retained(node).isZero();
        };
    }

    private Duration retained(ComputeNode node) {
        return node.state() == NodeState.LEAVING_POOL ? Duration.ZERO : retention.leftOn(node);
    }

    private void await(Pool pool, ComputeNode node, Waiting next) {
        waiting.put(node, next);
        node.draining(true);
        if (next.leaves()) {
            node.schedulingEnabled(false);
        }
        scheduler.changed(pool, node);
        if (node.countOfRunningTasks() == 0) {
            afterRetention(node, next);
        }
    }

    /** A task has left the node; what was to wait for the last one happens next. */
    void vacated(ComputeNode node) {
        Waiting next = node.countOfRunningTasks() == 0 ? waiting.get(node) : null;
        if (next != null) {
            // When the task that leaves has completed, so that its retention time counts.
            engine.schedule(Duration.ZERO, () -> afterRetention(node, next));
        }
    }

    private void afterRetention(ComputeNode node, Waiting next) {
        Duration left = next.option() == Deallocation.RETAINED_DATA ? retained(node) : Duration.ZERO;
        if (left.isZero()) {
            finish(node, next);
        } else {
            engine.scheduleDeadline(left, () -> finish(node, next));
        }
    }

    private void finish(ComputeNode node, Waiting next) {
        if (waiting.remove(node, next)) {
            act(node, next);
        }
    }

    private void act(ComputeNode node, Waiting next) {
        // It may still wait to leave.
        node.draining(waiting.containsKey(node));
        // A node that has left by now, or is not up any more, does not restart.
        if (next.leaves() || node.state() != NodeState.LEAVING_POOL) {
            next.action().run();
        }
    }

    /** What the node waits for in order to restart or go offline is off; if it is to leave, it leaves all the same. */
    void callOff(ComputeNode node) {
        Waiting before = waiting.get(node);
        if (before == null || !before.leaves()) {
            waiting.remove(node);
            node.draining(false);
        }
    }
}
