package io.github.batchbench.fake.account;

import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Entity;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobNodeRuns;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolState;
import io.github.batchbench.fake.model.Revision;
import io.github.batchbench.fake.model.RunInfo;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.model.TaskCounts;
import io.github.batchbench.fake.model.TaskState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What holds of an account after each step, whatever was done to it. */
final class Invariants {
    private final BatchAccount account;
    private final ModelNodes nodes;
    private final Map<String, Set<String>> tasksOf;
    private final Set<String> keptPools;
    private Map<Entity<?>, Revision> revisions = new HashMap<>();
    private String written = "";

    /**
     * Of an account.
     *
     * @param tasksOf the ids of each job's tasks
     * @param keptPools the pools that do not go with a job
     */
    Invariants(BatchAccount account, ModelNodes nodes, Map<String, Set<String>> tasksOf, Set<String> keptPools) {
        this.account = account;
        this.nodes = nodes;
        this.tasksOf = tasksOf;
        this.keptPools = keptPools;
    }

    void before() {
        written = "";
        revisions = revisions();
    }

    /** The step writes to the pool or job of this id, or to the task {@code JOB/TASK}. */
    void writes(String id) {
        written = id;
    }

    void after() {
        Map<Task, ComputeNode> placed = new HashMap<>();
        account.pools().all().forEach(pool -> pool.nodes().forEach(node -> node(pool, node, placed)));
        account.jobs().all().forEach(job -> job(job, placed));
        autoPools();
        processes();
        eTags();
    }

    private void node(Pool pool, ComputeNode node, Map<Task, ComputeNode> placed) {
        int slots = 0;
        for (Task task : node.runningTasks()) {
            slots += task.requiredSlots();
            ComputeNode other = placed.put(task, node);
            check(other == null, "task " + task.id() + " is on two nodes");
        }
        check(slots == node.usedSlots(), "slots of " + node.id() + " are miscounted");
        check(slots <= pool.slotsPerNode(), "too many slots are taken of " + node.id());
        check(
                slots == 0 == (node.state() != NodeState.RUNNING),
                "node " + node.id() + " is " + node.state() + " with " + slots + " slots taken");
        boolean machine = nodes.machines().contains(node.id());
        boolean wrong = switch (node.state()) {
            case PREEMPTED -> machine;
            case LEAVING_POOL, DEALLOCATED -> false; // gone, or about to be made anew
            default -> !machine;
        };
        check(
                !wrong,
                "node " + node.id() + " is " + node.state() + ", and its machine is " + (machine ? "there" : "gone"));
    }

    private void job(Job job, Map<Task, ComputeNode> placed) {
        Set<String> ids = new HashSet<>();
        long[] tasks = new long[4];
        long[] slots = new long[4];
        for (Task task : job.tasks()) {
            ids.add(task.id());
            boolean onNode = task.state() == TaskState.RUNNING || task.state() == TaskState.PREPARING;
            if (job.state() != JobState.DELETING) {
                check(
                        onNode == placed.containsKey(task),
                        "task " + task.id() + " is " + task.state() + " off its node");
            }
            int kind = task.state() == TaskState.ACTIVE ? 0 : onNode ? 1 : task.succeeded() ? 2 : 3;
            tasks[kind]++;
            slots[kind] += task.requiredSlots();
            waitsForAReason(job, task);
        }
        check(ids.equals(tasksOf.get(job.id())), "tasks of " + job.id() + " are " + ids + ", not " + tasksOf);
        check(counts(tasks).equals(job.taskCounts()), "tasks are " + counts(tasks) + ", not " + job.taskCounts());
        check(counts(slots).equals(job.slotCounts()), "slots are " + counts(slots) + ", not " + job.slotCounts());
    }

    /** Nothing waits beside a free place: the scheduler takes no time here. */
    private void waitsForAReason(Job job, Task task) {
        int most = job.settings().maxParallelTasks();
        boolean full = most >= 0 && job.taskCounts().running() >= most;
        Pool pool = account.pools().all().stream()
                .filter(it -> it.id().equalsIgnoreCase(job.poolId()))
                .findFirst()
                .orElse(null);
        if (task.state() != TaskState.ACTIVE || job.state() != JobState.ACTIVE || full || pool == null) {
            return;
        }
        for (ComputeNode node : pool.nodes()) {
            check(
                    !node.takesTasks()
                            || task.unmetDependencies() > 0
                            || job.failedToPrepare(node)
                            || pool.slotsPerNode() - node.usedSlots() < task.requiredSlots(),
                    "task " + task.id() + " of " + job.id() + " waits beside the free node " + node.id());
        }
    }

    /** A pool that the service has made goes with its job, however that ends. */
    private void autoPools() {
        for (Pool pool : account.pools().all()) {
            boolean used = account.jobs().all().stream()
                    .anyMatch(job ->
                            job.state() != JobState.COMPLETED && pool.id().equalsIgnoreCase(job.poolId()));
            check(
                    used || keptPools.contains(pool.id()) || pool.lifecycle().is(PoolState.DELETING),
                    "the auto pool " + pool.id() + " is left behind");
        }
    }

    /** A command runs for each task that does, and for no other. */
    private void processes() {
        Set<String> running = new HashSet<>();
        for (ModelNodes.Running process : nodes.running()) {
            Job job = process.job() == null ? null : job(process.job());
            if (job != null && isOfTheService(job, process)) {
                continue;
            }
            Task task = job == null || process.task() == null
                    ? null
                    : job.task(process.task()).orElse(null);
            check(
                    task != null
                            && task.state() == TaskState.RUNNING
                            && process.node().equals(task.node()),
                    "a process is left of " + process);
            check(running.add(process.job() + "/" + process.task()), process + " runs twice");
        }
        long wanted = account.jobs().all().stream()
                .filter(job -> job.state() != JobState.DELETING)
                .flatMap(job -> job.tasks().stream())
                .filter(task -> task.state() == TaskState.RUNNING)
                .count();
        check(running.size() == wanted, running.size() + " processes for " + wanted + " running tasks");
        preparing();
    }

    /** A task that prepares waits for a preparation task that runs: it does not wait for ever. */
    private void preparing() {
        for (Job job : account.jobs().all()) {
            for (Task task : job.tasks()) {
                NodeIdentity node = task.node();
                if (task.state() == TaskState.PREPARING && node != null && job.state() != JobState.DELETING) {
                    JobNodeRuns runs = job.runsOn(node).orElse(null);
                    RunInfo run = runs == null ? null : runs.preparation();
                    check(run != null && run.endTime() == null, "task " + task.id() + " prepares for ever");
                }
            }
        }
    }

    /** A preparation or release task, which runs on a node of the job and has not ended. */
    private static boolean isOfTheService(Job job, ModelNodes.Running process) {
        JobNodeRuns runs = job.runsOn(process.node()).orElse(null);
        RunInfo run = runs == null || process.task() == null
                ? null
                : switch (process.task()) {
                    case "jobpreparation" -> runs.preparation();
                    case "jobrelease" -> runs.release();
                    default -> null;
                };
        return run != null && run.endTime() == null;
    }

    private void eTags() {
        revisions().forEach((entity, revision) -> {
            Revision before = revisions.get(entity);
            // The service deletes auto pools itself, which is a write.
            boolean deleted = entity instanceof Pool pool && pool.lifecycle().is(PoolState.DELETING);
            boolean moved = before != null && !before.equals(revision) && !deleted;
            check(!moved || written.equals(name(entity)), "the ETag of " + name(entity) + " has moved without a write");
        });
    }

    private Map<Entity<?>, Revision> revisions() {
        Map<Entity<?>, Revision> found = new HashMap<>();
        account.pools().all().forEach(pool -> found.put(pool, pool.revision()));
        for (Job job : account.jobs().all()) {
            found.put(job, job.revision());
            job.tasks().forEach(task -> found.put(task, task.revision()));
        }
        return found;
    }

    private String name(Entity<?> entity) {
        return entity instanceof Task
                ? account.jobs().all().stream()
                        .filter(job ->
                                job.task(entity.id()).filter(entity::equals).isPresent())
                        .map(job -> job.id() + "/" + entity.id())
                        .findFirst()
                        .orElse("")
                : entity.id();
    }

    /** After a reset. */
    void nothingRuns() {
        check(!nodes.running().iterator().hasNext(), "processes are left after a reset");
        check(nodes.machines().isEmpty(), "machines are left after a reset");
    }

    private static TaskCounts counts(long[] kinds) {
        return new TaskCounts(kinds[0], kinds[1], kinds[2], kinds[3]);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise.toLowerCase(Locale.ROOT));
        }
    }

    private @Nullable Job job(String id) {
        return account.jobs().all().stream()
                .filter(job -> job.id().equalsIgnoreCase(id))
                .findFirst()
                .orElse(null);
    }
}
