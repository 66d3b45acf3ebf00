package io.github.batchbench.fake.runs;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.RunInfo;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Start tasks: they run when a node has booted, and gate it if the pool waits for their success. Under the lock. */
public final class StartTasks {
    private final BatchAccount account;
    private final BiConsumer<Pool, ComputeNode> ready;
    private final Map<ComputeNode, NodeRun> runs = new HashMap<>();

    /** Tells {@code ready} of every node that may take tasks. */
    public StartTasks(BatchAccount account, BiConsumer<Pool, ComputeNode> ready) {
        this.account = account;
        this.ready = ready;
    }

    /** Installs the pool's packages on a node that has booted, and runs its start task. */
    public void run(Pool pool, ComputeNode node) {
        if (pool.spec().objects("applicationPackageReferences").isEmpty()) {
            start(pool, node);
            return;
        }
        Instant booted = node.lifecycle().since();
        Assignment assignment = Assignments.startTask(pool, node, Document.EMPTY);
        var unused = account.install(assignment, outcome -> {
            if (node.state() == NodeState.STARTING && node.lifecycle().since().equals(booted)) {
                installed(pool, node, outcome.failure());
            }
        });
    }

    /** A node whose packages cannot be had is unusable, and stays so (documented). */
    private void installed(Pool pool, ComputeNode node, @Nullable FailureInfo failure) {
        if (failure == null) {
            start(pool, node);
            return;
        }
        List<Document> details = failure.details().stream()
                .map(detail -> Document.of("name", detail.name()).with("value", detail.value()))
                .toList();
        node.errors()
                .add(Document.of("code", failure.code())
                        .with("message", failure.message())
                        .with("errorDetails", details));
        node.to(NodeState.UNUSABLE, account.timeline().instant());
    }

    private void start(Pool pool, ComputeNode node) {
        Document spec = pool.startTask().orElse(null);
        if (spec == null) {
            idle(pool, node);
            return;
        }
        RunInfo info = new RunInfo();
        node.startTask(info);
        if (waited(spec)) {
            node.to(NodeState.WAITING_FOR_START_TASK, account.timeline().instant());
        } else {
            idle(pool, node);
        }
        Assignment assignment = Assignments.startTask(pool, node, spec);
        NodeRun.Command command =
                new NodeRun.Command(assignment, spec.integer("maxTaskRetryCount", 0), Optional.empty());
        NodeRun run = new NodeRun(
                account, command, info, onward -> whenHeard(node, onward), end -> ended(pool, node, spec, end));
        runs.put(node, run);
        run.start();
    }

    private void whenHeard(ComputeNode node, Runnable onward) {
        if (node.state() == NodeState.WAITING_FOR_START_TASK) {
            account.holds().pass(node, NodeState.WAITING_FOR_START_TASK, onward);
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

    /** Forgets everything. */
    public void clear() {
        runs.values().forEach(NodeRun::forget);
        runs.clear();
    }

    private void ended(Pool pool, ComputeNode node, Document spec, NodeRun.End end) {
        runs.remove(node);
        if (!waited(spec) || node.state() != NodeState.WAITING_FOR_START_TASK) {
            return;
        }
        switch (end) {
            case SUCCEEDED -> idle(pool, node);
            case FAILED -> {
                node.to(NodeState.START_TASK_FAILED, account.timeline().instant());
                ready.accept(pool, node);
            }
            case NODE_LOST -> {
                // What befell the node says what state it goes to.
            }
        }
    }

    private void idle(Pool pool, ComputeNode node) {
        node.to(NodeState.IDLE, account.timeline().instant());
        ready.accept(pool, node);
    }

    private static boolean waited(Document spec) {
        return spec.flag("waitForSuccess", true);
    }
}
