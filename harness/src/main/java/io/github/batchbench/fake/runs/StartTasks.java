package io.github.batchbench.fake.runs;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Machines;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolSpec;
import io.github.batchbench.fake.model.RunInfo;
import io.github.batchbench.fake.time.Engine;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Start tasks: they run when a node has booted, and gate it if the pool waits for their success. Under the lock. */
public final class StartTasks {
    private final Engine engine;
    private final Machines machines;
    private final BiConsumer<Pool, ComputeNode> ready;
    private final Map<ComputeNode, NodeRun> runs = new HashMap<>();

    /** Tells {@code ready} of every node that may take tasks. */
    public StartTasks(Engine engine, Machines machines, BiConsumer<Pool, ComputeNode> ready) {
        this.engine = engine;
        this.machines = machines;
        this.ready = ready;
        engine.onReset(() -> {
            runs.values().forEach(NodeRun::forget);
            runs.clear();
        });
    }

    /** Installs the pool's packages and images on a node that has booted, and runs its start task. */
    public void run(Pool pool, ComputeNode node) {
        if (pool.settings().packages().isEmpty()
                && pool.settings().containerImages().isEmpty()) {
            start(pool, node);
            return;
        }
        Instant booted = node.lifecycle().since();
        Assignment assignment = Assignments.startTask(pool, node, Document.EMPTY);
        var unused = machines.install(assignment, outcome -> {
            if (node.state() == NodeState.STARTING && node.lifecycle().since().equals(booted)) {
                installed(pool, node, outcome.failure());
            }
        });
    }

    /** A node whose packages or images cannot be had is unusable, and stays so (documented). */
    private void installed(Pool pool, ComputeNode node, @Nullable FailureInfo failure) {
        if (failure == null) {
            start(pool, node);
            return;
        }
        node.addError(failure);
        node.to(NodeState.UNUSABLE, engine.now());
    }

    private void start(Pool pool, ComputeNode node) {
        PoolSpec.StartTask task = pool.settings().startTask().orElse(null);
        if (task == null) {
            idle(pool, node);
            return;
        }
        RunInfo info = new RunInfo();
        node.startTask(info);
        if (task.waitForSuccess()) {
            node.to(NodeState.WAITING_FOR_START_TASK, engine.now());
        } else {
            idle(pool, node);
        }
        Assignment assignment = Assignments.startTask(pool, node, task.json());
        NodeRun.Command command = new NodeRun.Command(assignment, task.retries(), Optional.empty());
        NodeRun run = new NodeRun(
                engine,
                machines,
                command,
                info,
                onward -> whenHeard(node, onward),
                end -> ended(pool, node, task, end));
        runs.put(node, run);
        run.start();
    }

    private void whenHeard(ComputeNode node, Runnable onward) {
        if (node.state() == NodeState.WAITING_FOR_START_TASK) {
            engine.holds().pass(node, NodeState.WAITING_FOR_START_TASK, onward);
        } else {
            onward.run();
        }
    }

    /** The node leaves or restarts: its start task ends. */
    public void end(ComputeNode node) {
        NodeRun run = runs.get(node);
        if (run != null) {
            run.nodeLost();
        }
    }

    private void ended(Pool pool, ComputeNode node, PoolSpec.StartTask task, NodeRun.End end) {
        runs.remove(node);
        if (!task.waitForSuccess() || node.state() != NodeState.WAITING_FOR_START_TASK) {
            return;
        }
        switch (end) {
            case SUCCEEDED -> idle(pool, node);
            case FAILED -> {
                node.to(NodeState.START_TASK_FAILED, engine.now());
                ready.accept(pool, node);
            }
            case NODE_LOST -> {
                // What befell the node says what state it goes to.
            }
        }
    }

    private void idle(Pool pool, ComputeNode node) {
        node.to(NodeState.IDLE, engine.now());
        ready.accept(pool, node);
    }
}
