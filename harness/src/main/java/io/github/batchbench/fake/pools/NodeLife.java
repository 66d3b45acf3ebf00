package io.github.batchbench.fake.pools;

import io.github.batchbench.fake.agent.Machines;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.RunInfo;
import io.github.batchbench.fake.runs.PreparationAndRelease;
import io.github.batchbench.fake.runs.StartTasks;
import io.github.batchbench.fake.scheduling.Scheduler;
import io.github.batchbench.fake.time.Engine;
import io.github.batchbench.fake.time.Latencies;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A node's way up, from its machine to its first task, and its way down. Under the lock. */
final class NodeLife {
    private final Engine engine;
    private final Machines machines;
    private final Scheduler scheduler;
    private final PreparationAndRelease preparationAndRelease;
    private final StartTasks startTasks;
    private final Map<ComputeNode, Runnable> whenStarted = new HashMap<>();

    NodeLife(Engine engine, Machines machines, Scheduler scheduler, PreparationAndRelease preparationAndRelease) {
        this.engine = engine;
        this.machines = machines;
        this.scheduler = scheduler;
        this.preparationAndRelease = preparationAndRelease;
        this.startTasks = new StartTasks(engine, machines, this::started);
        engine.onReset(whenStarted::clear);
    }

    /** The node boots after a while, unless something else happens to it before. */
    void bootLater(Pool pool, ComputeNode node) {
        NodeState from = node.state();
        engine.after(Latencies::boot, () -> {
            if (node.state() == from) {
                boot(pool, node);
            }
        });
    }

    /**
     * A node is there again, with its machine, after everything has stopped. What it was in the middle of it does as after a
     * reboot; one that was up is up.
     */
    void resume(Pool pool, ComputeNode node) {
        if (node.state() == NodeState.DEALLOCATED || node.state() == NodeState.PREEMPTED) {
            return;
        }
        machines.provision(node.identity());
        RunInfo startTask = node.startTask();
        boolean starting = startTask != null && startTask.endTime() == null;
        switch (node.state()) {
            case CREATING, REBOOTING, REIMAGING, UPGRADING_OS -> bootLater(pool, node);
            case STARTING, WAITING_FOR_START_TASK, UNKNOWN -> reboot(pool, node);
            case IDLE, RUNNING -> {
                if (starting) {
                    reboot(pool, node);
                } else if (node.state() == NodeState.RUNNING) {
                    node.to(NodeState.IDLE, engine.now());
                }
                if (!node.schedulingEnabled() && node.state() == NodeState.IDLE) {
                    node.to(NodeState.OFFLINE, engine.now());
                }
                scheduler.changed(pool, node);
            }
            default -> {}
        }
    }

    private void reboot(Pool pool, ComputeNode node) {
        node.to(NodeState.REBOOTING, engine.now());
        bootLater(pool, node);
    }

    private void boot(Pool pool, ComputeNode node) {
        NodeState from = node.state();
        engine.holds().pass(node, from, () -> {
            if (node.state() == from
                    && from != NodeState.LEAVING_POOL
                    && pool.node(node.id()).isPresent()) {
                node.to(NodeState.STARTING, engine.now());
                booted(pool, node);
            }
        });
    }

    private void booted(Pool pool, ComputeNode node) {
        node.booted(engine.now());
        engine.holds().pass(node, NodeState.STARTING, () -> {
            if (node.state() == NodeState.STARTING) {
                startTasks.run(pool, node);
            }
        });
    }

    /** A node without a machine gets one with an empty disk. It is starting at once, so that who waits for that sees it. */
    void startAgain(Pool pool, ComputeNode node) {
        machines.provision(node.identity());
        node.to(NodeState.STARTING, engine.now());
        Instant since = node.lifecycle().since();
        engine.after(Latencies::boot, () -> {
            if (node.state() == NodeState.STARTING && node.lifecycle().since().equals(since)) {
                booted(pool, node);
            }
        });
    }

    /** The node has come through its start, well or not. */
    private void started(Pool pool, ComputeNode node) {
        scheduler.changed(pool, node);
        Runnable action = whenStarted.remove(node);
        if (action != null) {
            action.run();
        }
    }

    /** Does something when the node has come through its start; not if it goes down before. */
    void whenStarted(ComputeNode node, Runnable action) {
        whenStarted.put(node, action);
    }

    /** The node gets a machine with an empty disk, and boots after a while. */
    void bootAnew(Pool pool, ComputeNode node) {
        machines.provision(node.identity());
        bootLater(pool, node);
    }

    /** The node is well again without a boot. */
    void recover(Pool pool, ComputeNode node) {
        node.to(NodeState.IDLE, engine.now());
        node.clearErrors();
        scheduler.changed(pool, node);
    }

    /** The node's machine goes back to the cloud. */
    void decommission(ComputeNode node) {
        machines.decommission(node.identity());
    }

    /** As {@link #down}, on the way up again: jobs are prepared anew where the disk is another one then. */
    void downToRestart(Pool pool, ComputeNode node, NodeState state, boolean losesItsDisk) {
        down(pool, node, state);
        preparationAndRelease.restarted(node, losesItsDisk);
    }

    /** The node is up no more: what the service runs there beside tasks ends, and its state is this one now. */
    void down(Pool pool, ComputeNode node, NodeState state) {
        whenStarted.remove(node);
        startTasks.end(node);
        preparationAndRelease.end(node);
        if (node.state() != state) {
            node.to(state, engine.now());
        }
        scheduler.changed(pool, node);
    }
}
