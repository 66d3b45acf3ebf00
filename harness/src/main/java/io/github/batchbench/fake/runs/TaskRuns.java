package io.github.batchbench.fake.runs;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Execution;
import io.github.batchbench.fake.agent.Machines;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.state.Events;
import io.github.batchbench.fake.state.ServiceEvent;
import io.github.batchbench.fake.time.Engine;
import io.github.batchbench.fake.time.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tasks on nodes: from being placed to being completed, requeued or retried. Under the lock. */
public final class TaskRuns {
    /** A task that is on a node. */
    private static final class Run {
        private final Pool pool;
        private final Job job;
        private final Task task;
        private final ComputeNode node;
        private final List<ComputeNode> nodes;
        private final List<Execution> executions = new ArrayList<>(1);
        private int unprepared;
        private Timeline.@Nullable Event limit;
        private boolean limitReached;
        private boolean over;

        private Run(Pool pool, Job job, Task task, List<ComputeNode> nodes) {
            this.pool = pool;
            this.job = job;
            this.task = task;
            this.nodes = List.copyOf(nodes);
            this.node = nodes.get(0);
            this.unprepared = nodes.size();
        }
    }

    private final Engine engine;
    private final Machines machines;
    private final Events events;
    private final PreparationAndRelease preparationAndRelease;
    private final Map<Task, Run> runs = new HashMap<>();

    /** Nothing runs yet. */
    public TaskRuns(Engine engine, Machines machines, Events events, PreparationAndRelease preparationAndRelease) {
        this.engine = engine;
        this.machines = machines;
        this.events = events;
        this.preparationAndRelease = preparationAndRelease;
        engine.onReset(() -> {
            runs.values().forEach(TaskRuns::end);
            runs.clear();
        });
    }

    /** Places a task on a node, or a multi-instance task on several, the primary's first. */
    public void start(Pool pool, Job job, Task task, List<ComputeNode> nodes) {
        Run run = new Run(pool, job, task, nodes);
        runs.put(task, run);
        task.place(run.node.identity());
        task.filesRemoved(false);
        run.nodes.forEach(node -> occupy(run, node));
        events.publish(new ServiceEvent.TaskStarted(pool, job, run.node));
        for (ComputeNode node : run.nodes) {
            if (!node.equals(run.node)) {
                events.publish(new ServiceEvent.InstanceStarted(pool, node));
            }
        }
        for (ComputeNode node : run.nodes) {
            preparationAndRelease.prepare(pool, job, node, mayRun -> prepared(run, mayRun));
        }
        if (!run.over && run.unprepared > 0 && task.state() == TaskState.ACTIVE) {
            job.move(task, TaskState.PREPARING, engine.now());
        }
    }

    private void occupy(Run run, ComputeNode node) {
        node.occupy(run.job, run.task);
        if (node.state() == NodeState.IDLE) {
            node.to(NodeState.RUNNING, engine.now());
        }
        run.job.beginOn(node.identity());
    }

    private void prepared(Run run, boolean mayRun) {
        if (run.over) {
            return;
        }
        run.unprepared--;
        if (mayRun && run.unprepared > 0) {
            return;
        }
        if (run.task.state() == TaskState.ACTIVE && engine.holds().stops(run.job, run.task, TaskState.PREPARING)) {
            run.job.move(run.task, TaskState.PREPARING, engine.now());
        }
        engine.holds().pass(run.job, run.task, TaskState.PREPARING, () -> {
            if (run.over) {
                return;
            }
            if (mayRun) {
                run.job.move(run.task, TaskState.RUNNING, engine.now());
                launch(run);
            } else {
                events.publish(new ServiceEvent.TaskNotPrepared(run.pool, run.job, run.task, run.node));
                backToQueue(run, null);
            }
        });
    }

    private void launch(Run run) {
        run.task.run().begin(engine.now());
        run.task
                .settings()
                .limit()
                .ifPresent(limit -> run.limit = engine.scheduleDeadline(limit, () -> limitReached(run)));
        run.executions.clear();
        if (run.task.instances() > 0) {
            coordinate(run);
        } else {
            command(
                    run,
                    Assignments.ofJob(
                            Assignment.Kind.TASK, run.pool, run.job, run.node, run.task.id(), run.task.spec()));
        }
    }

    private void command(Run run, Assignment assignment) {
        Execution execution = machines.launch(assignment, outcome -> ended(run, outcome));
        run.executions.add(execution);
        run.task.run().runsIn(execution.container());
    }

    /** The coordination command on all nodes; when it has ended well on each of them, the command on the primary. */
    private void coordinate(Run run) {
        Coordination coordination = new Coordination(engine, machines, run.pool, run.job, run.task, run.nodes);
        run.executions.addAll(coordination.start(failed -> {
            if (run.over) {
                return;
            }
            if (failed.isPresent()) {
                run.executions.forEach(Execution::end);
                ended(run, failed.get());
            } else {
                command(run, coordination.application());
            }
        }));
    }

    private void limitReached(Run run) {
        if (!run.over) {
            run.limitReached = true;
            run.executions.forEach(Execution::end);
        }
    }

    private void ended(Run run, Outcome outcome) {
        if (run.over) {
            return;
        }
        if (run.limit != null) {
            run.limit.cancel();
        }
        engine.holds().pass(run.job, run.task, TaskState.RUNNING, () -> {
            if (!run.over) {
                finish(run, outcome);
            }
        });
    }

    private void finish(Run run, Outcome outcome) {
        FailureInfo failure = failure(run, outcome);
        if (Failures.EXIT_CODE.equals(failure)
                && run.task.run().retriesLeft(run.task.settings().retries())) {
            run.task.run().retry(engine.now());
            events.publish(new ServiceEvent.TaskRetried(run.pool, run.job, run.task, outcome.exitCode()));
            launch(run);
            return;
        }
        complete(run, outcome.exitCode(), failure, outcome.stage());
    }

    private static @Nullable FailureInfo failure(Run run, Outcome outcome) {
        if (run.limitReached) {
            return Failures.ENDED_BY_LIMIT;
        }
        return Failures.of(outcome);
    }

    private void complete(Run run, @Nullable Integer exitCode, @Nullable FailureInfo failure, Outcome.Stage stage) {
        run.task.run().end(engine.now(), exitCode, failure);
        leave(run, failure == null);
        run.job.move(run.task, TaskState.COMPLETED, engine.now());
        events.publish(new ServiceEvent.TaskCompleted(run.job, run.task, stage));
    }

    /** The task leaves its node: its slots are free. */
    private void leave(Run run, boolean succeeded) {
        run.over = true;
        if (run.limit != null) {
            run.limit.cancel();
        }
        runs.remove(run.task);
        for (ComputeNode node : run.nodes) {
            node.vacate(run.task, succeeded);
            if (engine.holds().stops(node, NodeState.RUNNING)) {
                engine.holds().pass(node, NodeState.RUNNING, () -> {
                    idleIfEmpty(node);
                    events.publish(new ServiceEvent.NodeVacated(run.pool, node));
                });
            } else {
                idleIfEmpty(node);
            }
        }
        events.publish(new ServiceEvent.TaskLeft(run.job, run.task));
        run.nodes.forEach(node -> events.publish(new ServiceEvent.NodeVacated(run.pool, node)));
    }

    private void idleIfEmpty(ComputeNode node) {
        if (node.countOfRunningTasks() == 0 && node.state() == NodeState.RUNNING) {
            node.to(NodeState.IDLE, engine.now());
        }
    }

    /** Ends a task that is on a node and completes it with this failure; nothing happens if it is on none. */
    public void terminate(Task task, FailureInfo why) {
        Run run = runs.get(task);
        if (run != null) {
            end(run);
            complete(run, null, why, Outcome.Stage.COMMAND);
        }
    }

    /** Ends a task that is on a node and puts it back in the queue; nothing happens if it is on none. */
    public void requeue(Task task) {
        Run run = runs.get(task);
        if (run != null) {
            end(run);
            Instant started = task.run().startTime();
            task.run().requeue(engine.now());
            backToQueue(run, started);
        }
    }

    private void backToQueue(Run run, @Nullable Instant started) {
        leave(run, false);
        run.task.place(null);
        run.job.move(run.task, TaskState.ACTIVE, engine.now());
        events.publish(new ServiceEvent.TaskRequeued(run.pool, run.job, run.task, run.node, started));
    }

    /** Ends a task that is to be forgotten; its node recalls it as one that was ended (a guess). */
    public void abandon(Task task) {
        Run run = runs.get(task);
        if (run != null) {
            end(run);
            task.run().end(engine.now(), null, Failures.ENDED_BY_USER);
            leave(run, false);
            run.job.move(task, TaskState.COMPLETED, engine.now());
        }
    }

    /** Ends tasks that are on nodes because a client wants it: they go back to the queue, or are completed. */
    public void endByUser(Collection<Task> tasks, boolean requeue) {
        for (Task task : List.copyOf(tasks)) {
            if (requeue) {
                requeue(task);
            } else {
                terminate(task, Failures.ENDED_BY_USER);
            }
        }
    }

    private static void end(Run run) {
        run.over = true;
        run.executions.forEach(Execution::end);
    }
}
