package io.github.batchbench.fake.scheduling;

import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.model.TaskSupply;
import io.github.batchbench.fake.state.Entities;
import io.github.batchbench.fake.state.Events;
import io.github.batchbench.fake.state.ServiceEvent;
import io.github.batchbench.fake.time.Engine;
import io.github.batchbench.fake.time.Latencies;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** Places ready tasks on nodes: jobs by priority, tasks in their order, nodes spread or packed. Under the lock. */
public final class Scheduler {
    /** The jobs of a pool and its free slots. The pool need not exist. */
    private static final class PoolQueue {
        private final TreeSet<JobQueue> jobs = new TreeSet<>(JobQueue.ORDER);
        private final Map<Job, JobQueue> byJob = new HashMap<>();
        private FreeSlots free = new FreeSlots(1, false);
        private boolean dispatchDue;
    }

    private final Engine engine;
    private final Entities entities;
    private final Events events;
    private final Map<String, PoolQueue> pools = new HashMap<>();

    /** Nothing is to run yet. Where a task is to start is published as an event. */
    public Scheduler(Engine engine, Entities entities, Events events) {
        this.engine = engine;
        this.entities = entities;
        this.events = events;
        engine.onReset(pools::clear);
    }

    /** A task may run. */
    public void ready(Job job, Task task) {
        engine.holds().pass(job, task, TaskState.ACTIVE, () -> {
            if (task.state() == TaskState.ACTIVE && !task.isRemoved()) {
                queue(job).add(task);
                dispatchSoon(job.poolId());
            }
        });
    }

    /** All tasks of a job's supply, which is not empty, may run; each is made when its turn comes. */
    public void supply(Job job, TaskSupply supply, IntFunction<Task> make) {
        queue(job).supply(supply, make);
        dispatchSoon(job.poolId());
    }

    /** A task that was ready is so no more. */
    public void unready(Job job, Task task) {
        JobQueue known = pool(job.poolId()).byJob.get(job);
        if (known != null) {
            known.remove(task);
        }
    }

    /** A task of the job took its place on a node. */
    public void started(Job job) {
        queue(job).started();
    }

    /** A task of the job left its node. */
    public void ended(Job job) {
        queue(job).ended();
        dispatchSoon(job.poolId());
    }

    /** The job's state, priority or limits have changed. */
    public void changed(Job job) {
        PoolQueue pool = pool(job.poolId());
        JobQueue old = pool.byJob.get(job);
        if (old != null) {
            pool.jobs.remove(old);
            JobQueue moved = old.reprioritised();
            pool.byJob.put(job, moved);
            pool.jobs.add(moved);
        }
        dispatchSoon(job.poolId());
    }

    /** The job is gone. */
    public void forget(Job job) {
        PoolQueue pool = pool(job.poolId());
        JobQueue queue = pool.byJob.remove(job);
        if (queue != null) {
            pool.jobs.remove(queue);
        }
    }

    /** The job, which runs nothing, takes its ready tasks to another pool. */
    public void move(Job job, String poolId) {
        JobQueue queue = queue(job);
        forget(job);
        job.poolId(poolId);
        PoolQueue pool = pool(poolId);
        pool.byJob.put(job, queue);
        pool.jobs.add(queue);
    }

    /** A pool has come, or has another size, with its slots and its policy. Its nodes are heard of by themselves. */
    public void added(Pool pool) {
        PoolQueue queue = pool(pool.id());
        queue.free = new FreeSlots(pool.slotsPerNode(), pool.settings().packsTasks());
        pool.nodes().forEach(queue.free::update);
    }

    /** The pool takes no more tasks. */
    public void forget(Pool pool) {
        pool(pool.id()).free =
                new FreeSlots(pool.slotsPerNode(), pool.settings().packsTasks());
    }

    /** A node's state or load has changed. */
    public void changed(Pool pool, ComputeNode node) {
        if (node.state() == NodeState.IDLE && node.canBeHeld() && engine.holds().stops(node, NodeState.IDLE)) {
            node.hold();
            engine.holds().pass(node, NodeState.IDLE, () -> {
                node.letGo();
                changed(pool, node);
            });
        }
        pool(pool.id()).free.update(node);
        if (node.takesTasks()) {
            dispatchSoon(pool.id());
        }
    }

    private void dispatchSoon(String poolId) {
        PoolQueue queue = pool(poolId);
        if (!queue.dispatchDue) {
            queue.dispatchDue = true;
            engine.after(Latencies::schedule, () -> {
                queue.dispatchDue = false;
                dispatch(poolId, queue);
            });
        }
    }

    private void dispatch(String poolId, PoolQueue queue) {
        Pool pool = entities.findPool(poolId).orElse(null);
        if (pool == null) {
            return;
        }
        for (List<JobQueue> peers : JobQueue.byPriority(queue.jobs)) {
            PriorityQueue<JobQueue> turns =
                    new PriorityQueue<>(pool.settings().ordersJobsByAge() ? JobQueue.ORDER : JobQueue.EVENLY);
            for (JobQueue job : peers) {
                if (job.hasMultiInstance()) {
                    dispatchMultiInstance(pool, queue, job);
                }
                dispatchOnDedicated(pool, queue, job);
                turns.add(job);
            }
            while (queue.free.most() > 0 && !turns.isEmpty()) {
                JobQueue job = turns.remove();
                if (startNext(pool, queue, job)) {
                    turns.add(job);
                }
            }
        }
    }

    private boolean startNext(Pool pool, PoolQueue queue, JobQueue job) {
        return job.next(queue.free.most())
                .filter(next -> start(pool, queue, job, next, node -> true))
                .isPresent();
    }

    /** What is for dedicated nodes only does not keep what comes after it from spot nodes. */
    private void dispatchOnDedicated(Pool pool, PoolQueue queue, JobQueue job) {
        for (Task task : job.nextOnDedicated()) {
            if (!start(pool, queue, job, task, node -> node.identity().dedicated())) {
                return;
            }
        }
    }

    /** On the node that the task asks for, or, if that has no room, on any other (documented). */
    private boolean start(Pool pool, PoolQueue queue, JobQueue job, Task task, Predicate<ComputeNode> allowed) {
        Predicate<ComputeNode> usable = node -> allowed.test(node) && !job.job().failedToPrepare(node);
        Optional<ComputeNode> place = task.settings()
                .affinity()
                .flatMap(wanted -> queue.free.nodeFor(
                        task.requiredSlots(),
                        node -> wanted.equals(node.identity().affinityId()) && usable.test(node)))
                .or(() -> queue.free.nodeFor(task.requiredSlots(), usable));
        place.ifPresent(node -> {
            job.remove(task);
            events.publish(new ServiceEvent.TaskPlaced(pool, job.job(), task, List.of(node)));
        });
        return place.isPresent();
    }

    /**
     * A multi-instance task needs so many nodes at once, of a pool whose nodes may talk to each other and run one task
     * each; in any other pool it waits for ever (documented).
     */
    private void dispatchMultiInstance(Pool pool, PoolQueue queue, JobQueue job) {
        boolean suitable = pool.slotsPerNode() == 1 && pool.settings().interNodeCommunication();
        while (suitable) {
            List<ComputeNode> free = queue.free.empty(node -> !job.job().failedToPrepare(node));
            Optional<Task> next = job.nextMultiInstance(free.size());
            if (next.isEmpty()) {
                return;
            }
            job.remove(next.get());
            events.publish(new ServiceEvent.TaskPlaced(
                    pool, job.job(), next.get(), free.subList(0, next.get().instances())));
        }
    }

    private JobQueue queue(Job job) {
        PoolQueue pool = pool(job.poolId());
        return pool.byJob.computeIfAbsent(job, key -> {
            JobQueue queue = new JobQueue(key);
            pool.jobs.add(queue);
            return queue;
        });
    }

    private PoolQueue pool(String id) {
        return pools.computeIfAbsent(id.toLowerCase(Locale.ROOT), key -> new PoolQueue());
    }
}
