package io.github.batchbench.fake.runs;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Directories;
import io.github.batchbench.fake.agent.Execution;
import io.github.batchbench.fake.agent.Machines;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.Subtask;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.time.Engine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One go at the coordination command of a multi-instance task, on all its nodes at once. Under the lock. */
final class Coordination {
    private final Engine engine;
    private final Machines machines;
    private final Pool pool;
    private final Job job;
    private final Task task;
    private final List<ComputeNode> nodes;
    private final Assignment.Instances instances;
    private final String directory;
    private int running;
    private boolean over;

    Coordination(Engine engine, Machines machines, Pool pool, Job job, Task task, List<ComputeNode> nodes) {
        this.engine = engine;
        this.machines = machines;
        this.pool = pool;
        this.job = job;
        this.task = task;
        this.nodes = nodes;
        this.directory = Directories.ofTask(job, task.id());
        this.instances = new Assignment.Instances(
                nodes.stream().map(ComputeNode::identity).toList(), directory);
    }

    /**
     * Starts it on all nodes.
     *
     * @param then hears once: of the first failure, or that all have ended well
     */
    List<Execution> start(Consumer<Optional<Outcome>> then) {
        Document spec = task.settings().coordination();
        List<Subtask> subtasks = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            subtasks.add(new Subtask(i, nodes.get(i).identity(), now()));
        }
        task.subtasks(subtasks);
        running = nodes.size();
        List<Execution> executions = new ArrayList<>();
        for (Subtask subtask : subtasks) {
            Assignment whole =
                    Assignments.ofJob(Assignment.Kind.SUBTASK, pool, job, nodes.get(subtask.id()), task.id(), spec);
            Assignment part = Assignments.instance(whole, directory + "/" + subtask.id(), spec, instances);
            Execution execution = machines.launch(part, outcome -> ended(subtask, outcome, then));
            subtask.run().runsIn(execution.container());
            executions.add(execution);
        }
        return executions;
    }

    private void ended(Subtask subtask, Outcome outcome, Consumer<Optional<Outcome>> then) {
        if (subtask.lifecycle().is(TaskState.COMPLETED)) {
            return;
        }
        FailureInfo failure = Failures.of(outcome);
        subtask.run().end(now(), outcome.exitCode(), failure);
        subtask.lifecycle().to(TaskState.COMPLETED, now(), () -> "subtask " + subtask.id() + " of task " + task.id());
        running--;
        if (over) {
            return;
        }
        if (failure != null) {
            over = true;
            then.accept(Optional.of(outcome));
        } else if (running == 0) {
            over = true;
            then.accept(Optional.empty());
        }
    }

    /** The task's own command, on the primary. */
    Assignment application() {
        Assignment whole = Assignments.ofJob(Assignment.Kind.TASK, pool, job, nodes.get(0), task.id(), task.spec());
        return Assignments.instance(whole, directory, task.spec(), instances);
    }

    private Instant now() {
        return engine.now();
    }
}
