package io.github.batchbench.fake.pools;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.AllocationState;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolSize;
import io.github.batchbench.fake.model.ResizeError;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.runs.Failures;
import io.github.batchbench.fake.runs.PreparationAndRelease;
import io.github.batchbench.fake.runs.StartTasks;
import io.github.batchbench.fake.runs.TaskRuns;
import io.github.batchbench.fake.scheduling.Scheduler;
import io.github.batchbench.fake.state.Allocation;
import io.github.batchbench.fake.state.Deallocation;
import io.github.batchbench.fake.time.Latencies;
import io.github.batchbench.fake.time.Timeline;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How pools get to their size, and nodes from being allocated to leaving. Under the lock. */
public final class NodeLife {
    private static final ResizeError TIMED_OUT = new ResizeError(
            "AllocationTimedout",
            "Desired number of nodes could not be allocated before the resize timeout",
            List.of());

    private final BatchAccount account;
    private final TaskRuns taskRuns;
    private final PreparationAndRelease preparationAndRelease;
    private final Scheduler scheduler;
    private final StartTasks startTasks;
    private final Map<Pool, Resize> resizes = new HashMap<>();
    private final Map<ComputeNode, Deallocation> departing = new HashMap<>();
    private final Map<Pool, Runnable> whenEmpty = new HashMap<>();
    private long nodesMade;

    /** A resize under way: the size that the pool will get, and its end. */
    private static final class Resize {
        private final PoolSize size;
        private Timeline.@Nullable Event timeout;
        private boolean begun;

        private Resize(PoolSize size) {
            this.size = size;
        }

        private void cancelTimeout() {
            if (timeout != null) {
                timeout.cancel();
            }
        }
    }

    public NodeLife(
            BatchAccount account, TaskRuns taskRuns, PreparationAndRelease preparationAndRelease, Scheduler scheduler) {
        this.account = account;
        this.taskRuns = taskRuns;
        this.preparationAndRelease = preparationAndRelease;
        this.scheduler = scheduler;
        this.startTasks = new StartTasks(account, this::ready);
    }

    /** The pool's target has changed. */
    void startResize(Pool pool, Deallocation option) {
        scheduler.added(pool);
        if (!pool.allocation().is(AllocationState.RESIZING)) {
            allocation(pool, AllocationState.RESIZING);
        }
        Resize resize = new Resize(pool.target());
        resize.timeout = account.schedule(pool.resizeTimeout(), () -> settle(pool, List.of(TIMED_OUT)));
        Resize replaced = resizes.put(pool, resize);
        if (replaced != null) {
            // Or it would settle the new resize when its own time is over.
            replaced.cancelTimeout();
        }
        account.after(Latencies::resize, () -> {
            if (resize == resizes.get(pool)) {
                account.holds().pass(pool, AllocationState.RESIZING, () -> {
                    resize.begun = true;
                    if (resize == resizes.get(pool)) {
                        allocate(pool, option);
                    }
                });
            }
        });
    }

    private void allocate(Pool pool, Deallocation option) {
        Allocation.Grant grant = NodeQuota.within(
                account.quotas().nodes(),
                account.allocation().grant(pool, pool.target()),
                pool,
                account.poolsById().values());
        fit(pool, true, grant.size().dedicated(), option);
        fit(pool, false, grant.size().lowPriority(), option);
        if (!grant.errors().isEmpty()) {
            settle(pool, grant.errors());
        } else {
            settleIfThere(pool);
        }
    }

    private void fit(Pool pool, boolean dedicated, int wanted, Deallocation option) {
        List<ComputeNode> present = pool.nodes().stream()
                .filter(node -> node.identity().dedicated() == dedicated && node.state() != NodeState.LEAVING_POOL)
                .sorted(Comparator.comparing(ComputeNode::usedSlots))
                .toList();
        for (int i = present.size(); i < wanted; i++) {
            create(pool, dedicated);
        }
        present.stream().limit(Math.max(0, present.size() - wanted)).forEach(node -> depart(pool, node, option));
    }

    private void create(Pool pool, boolean dedicated) {
        NodeIdentity identity = new NodeIdentity(pool.id(), nodeId(pool, dedicated), ipAddress(), dedicated);
        ComputeNode node = new ComputeNode(identity, now());
        pool.add(node);
        account.changes().watch(node.lifecycle(), "node " + node.id());
        account.agent().provision(identity);
        account.usage().arrived(identity, pool.spec().string("vmSize").orElse(""), now());
        account.after(Latencies::boot, () -> {
            if (node.state() == NodeState.CREATING) {
                boot(pool, node);
            }
        });
    }

    /** From a fresh or restarted machine to the start task. */
    void boot(Pool pool, ComputeNode node) {
        NodeState from = node.state();
        account.holds().pass(node, from, () -> {
            if (node.state() == from
                    && from != NodeState.LEAVING_POOL
                    && pool.node(node.id()).isPresent()) {
                node.to(NodeState.STARTING, now());
                node.booted(now());
                account.holds().pass(node, NodeState.STARTING, () -> started(pool, node));
            }
        });
    }

    private void started(Pool pool, ComputeNode node) {
        if (node.state() == NodeState.STARTING) {
            startTasks.run(pool, node);
        }
    }

    /** The node is up and may take tasks, unless its start task failed. */
    private void ready(Pool pool, ComputeNode node) {
        scheduler.changed(pool, node);
        account.nodes().up(node);
    }

    /** Removes the nodes, and shrinks the pool's target by them. */
    void remove(Pool pool, List<ComputeNode> nodes, Deallocation option) {
        int dedicated =
                (int) nodes.stream().filter(node -> node.identity().dedicated()).count();
        pool.target(new PoolSize(
                Math.max(0, pool.target().dedicated() - dedicated),
                Math.max(0, pool.target().lowPriority() - (nodes.size() - dedicated))));
        pool.resizeErrors().clear();
        nodes.forEach(node -> depart(pool, node, option));
        startResize(pool, option);
    }

    private void depart(Pool pool, ComputeNode node, Deallocation option) {
        boolean waits = option == Deallocation.TASK_COMPLETION || option == Deallocation.RETAINED_DATA;
        if (waits && !node.runningTasks().isEmpty()) {
            node.schedulingEnabled(false);
            departing.put(node, option);
            scheduler.changed(pool, node);
            return;
        }
        Duration retained =
                option == Deallocation.RETAINED_DATA ? account.retention().leftOn(node) : Duration.ZERO;
        if (retained.compareTo(Duration.ZERO) > 0 && node.state() != NodeState.LEAVING_POOL) {
            node.schedulingEnabled(false);
            scheduler.changed(pool, node);
            account.scheduleDeadline(retained, () -> {
                if (node.state() != NodeState.LEAVING_POOL) {
                    depart(pool, node, option);
                }
            });
            return;
        }
        for (Task task : List.copyOf(node.runningTasks().keySet())) {
            if (option == Deallocation.TERMINATE) {
                taskRuns.terminate(task, Failures.ENDED_BY_USER);
            } else {
                taskRuns.requeue(task);
            }
        }
        halt(node);
        if (node.state() != NodeState.LEAVING_POOL) {
            node.to(NodeState.LEAVING_POOL, now());
        }
        scheduler.changed(pool, node);
        account.after(
                Latencies::leave, () -> account.holds().pass(node, NodeState.LEAVING_POOL, () -> gone(pool, node)));
    }

    /** The node is not up any more: what the service runs there beside tasks ends. */
    void halt(ComputeNode node) {
        startTasks.end(node);
        preparationAndRelease.end(node);
    }

    /** A task has left the node; if the node is to leave after its last one, it goes now. */
    public void vacated(Pool pool, ComputeNode node) {
        Deallocation option = node.runningTasks().isEmpty() ? departing.remove(node) : null;
        if (option != null) {
            // When the task that leaves has completed, so that its retention time counts.
            account.schedule(Duration.ZERO, () -> depart(pool, node, option));
        }
    }

    private void gone(Pool pool, ComputeNode node) {
        pool.remove(node);
        account.usage().left(node.identity(), now());
        account.agent().decommission(node.identity());
        settleIfThere(pool);
        Runnable waiting = pool.nodes().isEmpty() ? whenEmpty.remove(pool) : null;
        if (waiting != null) {
            waiting.run();
        }
    }

    private void settleIfThere(Pool pool) {
        Resize resize = resizes.get(pool);
        if (resize != null && pool.current().equals(resize.size)) {
            settle(pool, List.of());
        }
    }

    private void settle(Pool pool, List<ResizeError> errors) {
        Resize resize = resizes.get(pool);
        if (resize == null) {
            return;
        }
        Runnable end = () -> {
            if (resizes.remove(pool, resize)) {
                resize.cancelTimeout();
                pool.resizeErrors().addAll(errors);
                allocation(pool, AllocationState.STEADY);
            }
        };
        if (resize.begun && pool.allocation().is(AllocationState.RESIZING)) {
            end.run();
        } else {
            account.holds().pass(pool, pool.allocation().state(), end);
        }
    }

    /** The resize stops where it is. */
    void stopResize(Pool pool) {
        allocation(pool, AllocationState.STOPPING);
        account.after(Latencies::transition, () -> settle(pool, List.of(Pools.STOPPED)));
    }

    /** All nodes leave a pool that is being deleted. */
    void emptyForDeletion(Pool pool) {
        startResize(pool, Deallocation.REQUEUE);
        List.copyOf(pool.nodes()).forEach(node -> depart(pool, node, Deallocation.REQUEUE));
    }

    /** Does something when the pool that is being deleted has no nodes any more. */
    void whenEmpty(Pool pool, Runnable action) {
        if (pool.nodes().isEmpty()) {
            action.run();
        } else {
            whenEmpty.put(pool, action);
        }
    }

    /** Forgets everything. */
    public void clear() {
        resizes.clear();
        departing.clear();
        whenEmpty.clear();
        startTasks.clear();
        nodesMade = 0;
    }

    private void allocation(Pool pool, AllocationState next) {
        pool.allocation().to(next, now(), "allocation of pool " + pool.id());
    }

    private Instant now() {
        return account.timeline().instant();
    }

    private String nodeId(Pool pool, boolean dedicated) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((pool.id() + "#" + nodesMade++).getBytes(StandardCharsets.UTF_8));
            return "tvmps_" + HexFormat.of().formatHex(hash) + (dedicated ? "_d" : "_p");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private String ipAddress() {
        return "10." + nodesMade / 62_500 % 250 + "." + nodesMade / 250 % 250 + "." + (nodesMade % 250 + 4);
    }
}
