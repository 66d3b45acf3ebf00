package io.github.batchbench.fake.account;

import io.github.batchbench.fake.agent.Directories;
import io.github.batchbench.fake.agent.NodeAgent;
import io.github.batchbench.fake.agent.NodeFiles;
import io.github.batchbench.fake.model.AllocationState;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.RunInfo;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskSpec;
import io.github.batchbench.fake.model.TaskState;
import io.github.batchbench.fake.state.Entities;
import io.github.batchbench.fake.time.Engine;
import io.github.batchbench.reasons.JobFacts;
import io.github.batchbench.reasons.PoolFacts;
import io.github.batchbench.reasons.Reasons;
import io.github.batchbench.reasons.TaskFacts;
import io.github.batchbench.reasons.TaskFacts.Dependency;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Why what is in the account does not go on. Looks at it under the lock, and at the files of nodes afterwards.
 * Thread-safe.
 */
public final class WaitReasons {
    private static final String STDERR = Directories.STARTUP + "/stderr.txt";
    private static final int STDERR_BYTES = 2048;
    private static final int MOST_TASKS = 1000;
    private static final JobFacts NO_JOB = new JobFacts("", "active", -1, 0, true, List.of());
    private static final int MOST_DEPENDENCIES = 20;

    private final Engine engine;
    private final Entities entities;
    private final NodeAgent agent;

    WaitReasons(Engine engine, Entities entities, NodeAgent agent) {
        this.engine = engine;
        this.entities = entities;
        this.agent = agent;
    }

    private record Snapshot(
            PoolFacts pool,
            List<NodeIdentity> failed,
            JobFacts job,
            @Nullable TaskFacts task) {}

    /**
     * Why a task is not over; empty if it is.
     *
     * @throws io.github.batchbench.fake.model.BatchException if there is no such job or task
     */
    public List<String> ofTask(String jobId, String taskId) {
        Snapshot seen = engine.exclusively(() -> {
            Job job = entities.job(jobId);
            Task task = job.task(taskId).orElseThrow(BatchErrorCode.TASK_NOT_FOUND::exception);
            return look(job, task(job, task));
        });
        TaskFacts task = seen.task();
        return task == null ? List.of() : Reasons.ofTask(task, seen.job(), withStderr(seen));
    }

    /**
     * Why a job is not over; empty if it is.
     *
     * @throws io.github.batchbench.fake.model.BatchException if there is no such job
     */
    public List<String> ofJob(String jobId) {
        Snapshot seen = engine.exclusively(() -> look(entities.job(jobId), null));
        return Reasons.ofJob(seen.job(), withStderr(seen));
    }

    /** Why a pool cannot run tasks, or not as many as it should; empty if all its nodes work. */
    public List<String> ofPool(String poolId) {
        return Reasons.ofPool(withStderr(engine.exclusively(() -> look(poolId, null, null))));
    }

    /** What keeps the waiting tasks of each job from running, by the job's id; jobs of which no task waits are left out. */
    public SortedMap<String, List<String>> waiting() {
        return ofJobs(job -> true);
    }

    /** The same for jobs that do not go on at all: no task of theirs is preparing or running. */
    public SortedMap<String, List<String>> stuck() {
        return ofJobs(job -> job.taskCounts().running() == 0);
    }

    private SortedMap<String, List<String>> ofJobs(Predicate<Job> which) {
        List<Snapshot> all = engine.exclusively(() -> entities.jobs().stream()
                .filter(job -> job.state() != JobState.COMPLETED && which.test(job))
                .map(job -> look(job, null))
                .toList());
        SortedMap<String, List<String>> stuck = new TreeMap<>();
        for (Snapshot seen : all) {
            List<String> reasons = Reasons.stuck(seen.job(), withStderr(seen));
            if (!reasons.isEmpty()) {
                stuck.put(seen.job().id(), reasons);
            }
        }
        return stuck;
    }

    private Snapshot look(Job job, @Nullable TaskFacts task) {
        return look(job.poolId(), job, task);
    }

    private Snapshot look(String poolId, @Nullable Job job, @Nullable TaskFacts task) {
        Pool pool = entities.findPool(poolId).orElse(null);
        List<NodeIdentity> failed = pool == null
                ? List.of()
                : pool.nodes().stream()
                        .filter(node -> node.state() == NodeState.START_TASK_FAILED)
                        .map(ComputeNode::identity)
                        .toList();
        return new Snapshot(
                pool == null ? PoolFacts.missing(poolId) : pool(pool), failed, job == null ? NO_JOB : job(job), task);
    }

    private static PoolFacts pool(Pool pool) {
        return new PoolFacts(
                pool.id(),
                pool.state().wireName(),
                pool.allocation().is(AllocationState.STEADY),
                pool.target().total(),
                pool.slotsPerNode(),
                pool.resizeErrors().stream()
                        .map(error -> error.code() + ": " + error.message())
                        .toList(),
                pool.nodes().stream().map(WaitReasons::node).toList());
    }

    private static PoolFacts.Node node(ComputeNode node) {
        RunInfo start = node.startTask();
        String failure = null;
        if (node.state() == NodeState.START_TASK_FAILED) {
            failure =
                    start == null || start.exitCode() == null ? "failed" : "failed with exit code " + start.exitCode();
        }
        return new PoolFacts.Node(
                node.id(), node.state().wireName(), node.schedulingEnabled(), node.usedSlots(), failure, "");
    }

    private JobFacts job(Job job) {
        return new JobFacts(
                job.id(),
                job.state().wireName(),
                job.settings().maxParallelTasks(),
                (int) job.taskCounts().running(),
                job.settings().endsWithItsTasks(),
                job.tasks().stream()
                        .filter(task -> task.state() != TaskState.COMPLETED)
                        .limit(MOST_TASKS)
                        .map(task -> task(job, task))
                        .toList());
    }

    private TaskFacts task(Job job, Task task) {
        NodeIdentity node = task.node();
        return new TaskFacts(
                task.id(),
                task.state().wireName(),
                task.requiredSlots(),
                task.instances(),
                node == null ? null : node.nodeId(),
                task.unmetDependencies() > 0 ? dependencies(job, task) : List.of(),
                others(job, task));
    }

    private List<String> others(Job job, Task task) {
        if (task.settings().allowsLowPriorityNode()) {
            return List.of();
        }
        return entities.findPool(job.poolId()).filter(pool -> isFullOfDedicated(pool, task)).stream()
                .map(pool ->
                        "it may not run on spot nodes (allowLowPriorityNode is false), and no dedicated node of pool "
                                + pool.id() + " is free")
                .toList();
    }

    private static boolean isFullOfDedicated(Pool pool, Task task) {
        return pool.nodes().stream()
                .filter(node -> node.identity().dedicated() && node.takesTasks())
                .allMatch(node -> node.usedSlots() + task.requiredSlots() > pool.slotsPerNode());
    }

    private static List<Dependency> dependencies(Job job, Task task) {
        TaskSpec settings = task.settings();
        List<Dependency> unmet = new ArrayList<>();
        for (String id : settings.dependsOnIds()) {
            if (unmet.size() < MOST_DEPENDENCIES) {
                unmet(job.task(id)).ifPresent(what -> unmet.add(new Dependency(id, what)));
            }
        }
        for (TaskSpec.Range range : settings.dependsOnRanges()) {
            for (long number = range.start(); number <= range.end() && unmet.size() < MOST_DEPENDENCIES; number++) {
                String id = Long.toString(number);
                unmet(job.task(id)).ifPresent(what -> unmet.add(new Dependency(id, what)));
            }
        }
        return unmet;
    }

    private static Optional<String> unmet(Optional<Task> found) {
        if (found.isEmpty()) {
            return Optional.of("does not exist");
        }
        Task task = found.get();
        if (task.state() != TaskState.COMPLETED) {
            return Optional.of("is " + task.state().wireName());
        }
        return task.succeeded() ? Optional.empty() : Optional.of(failed(task));
    }

    private static String failed(Task task) {
        Integer code = task.run().exitCode();
        return code == null || code == 0 ? "failed" : "failed with exit code " + code;
    }

    /** The first failed start task's is enough: they are mostly alike. */
    private PoolFacts withStderr(Snapshot seen) {
        if (seen.failed().isEmpty()) {
            return seen.pool();
        }
        NodeIdentity first = seen.failed().get(0);
        String text = stderr(agent.files(first));
        PoolFacts pool = seen.pool();
        return new PoolFacts(
                pool.id(),
                pool.state(),
                pool.steady(),
                pool.target(),
                pool.slotsPerNode(),
                pool.resizeErrors(),
                pool.nodes().stream()
                        .map(node -> node.id().equals(first.nodeId())
                                ? new PoolFacts.Node(
                                        node.id(),
                                        node.state(),
                                        node.scheduling(),
                                        node.usedSlots(),
                                        node.startTask(),
                                        text)
                                : node)
                        .toList());
    }

    private static String stderr(NodeFiles files) {
        try {
            Optional<NodeFiles.Entry> entry = files.entry(STDERR);
            if (entry.isEmpty()) {
                return "";
            }
            long from = Math.max(0, entry.get().length() - STDERR_BYTES);
            try (InputStream in = files.open(STDERR, from, entry.get().length() - from)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException gone) {
            return "";
        }
    }
}
