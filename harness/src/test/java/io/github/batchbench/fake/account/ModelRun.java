package io.github.batchbench.fake.account;

import io.github.batchbench.fake.jobs.Jobs;
import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.PoolSize;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.fake.state.Deallocation;
import io.github.batchbench.fake.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One account, and a small model of the service's rules beside it: which ids there are, and what the {@link
 * ModelRules} say of an operation. Each step is done on the account, its result is held against the rule, and then the account
 * against the {@link Invariants}.
 */
final class ModelRun implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(20));
    private static final List<Deallocation> OPTIONS = List.of(Deallocation.values());
    private static final List<Jobs.DisableTasks> DISABLING = List.of(Jobs.DisableTasks.values());
    private static final Document COMMAND = Document.of("commandLine", "true");
    private static final int POOLS = 2;
    private static final int JOBS = 3;
    /** From here on a job has an auto pool, here one that stays when the job is over. */
    private static final int KEPT_AUTO_POOL = 10;

    private final Timeline timeline = Timeline.following(InstantSource.fixed(START));
    private final ModelNodes nodes = new ModelNodes(timeline);
    private final BatchAccount account = new BatchAccount(timeline, nodes);
    private final Map<String, Set<String>> tasksOf = new HashMap<>();
    private final Set<String> keptPools = new HashSet<>(Set.of("p0", "p1"));
    private final Invariants invariants = new Invariants(account, nodes, tasksOf, keptPools);

    ModelRun() {
        timeline.virtual();
    }

    /** Does the steps, each with all checks. */
    static void replay(List<Step> steps) {
        try (ModelRun run = new ModelRun()) {
            for (Step step : steps) {
                run.step(step);
                run.timeline.failures().check();
            }
            run.account.reset();
            run.timeline.advance(Duration.ofMinutes(2));
            run.invariants.nothingRuns();
            run.timeline.failures().check();
        }
    }

    private void step(Step step) {
        invariants.before();
        switch (step.operation()) {
            case ADD_POOL, DELETE_POOL, RESIZE_POOL, STOP_RESIZE, REMOVE_NODE -> poolStep(step);
            case ADD_JOB, UPDATE_JOB, DISABLE_JOB, ENABLE_JOB, TERMINATE_JOB, DELETE_JOB -> jobStep(step);
            case ADD_TASK, UPDATE_TASK, TERMINATE_TASK, REACTIVATE_TASK, DELETE_TASK -> taskStep(step);
            case FAIL_RUNS -> nodes.failNext(step.a());
            case ADVANCE -> timeline.advance(PAUSES.get(step.a() % PAUSES.size()));
            default -> nodeStep(step);
        }
        tasksOf.keySet().removeIf(job -> job(job).isEmpty());
        invariants.after();
    }

    private void poolStep(Step step) {
        String id = step.operation() == Step.Operation.ADD_POOL ? "p" + step.a() % POOLS : poolId(step);
        Optional<Pool> pool = pool(id);
        PoolSize size = new PoolSize(step.b() % 4, step.b() / 4);
        Runnable call = switch (step.operation()) {
            case ADD_POOL ->
                () -> account.pools()
                        .add(Document.of("id", id)
                                .with("vmSize", "standard_d2s_v3")
                                .with("taskSlotsPerNode", 1L + step.b() % 3)
                                .with("targetDedicatedNodes", (long) size.dedicated())
                                .with("targetLowPriorityNodes", (long) size.lowPriority()));
            case DELETE_POOL -> () -> account.pools().delete(id);
            case RESIZE_POOL -> () -> account.pools().resize(id, size, Duration.ofMinutes(15), option(step.a()));
            case STOP_RESIZE -> () -> account.pools().stopResize(id);
            default ->
                () -> account.pools()
                        .removeNodes(
                                id,
                                List.of(node(pool, step.b())
                                        .map(ComputeNode::id)
                                        .orElse("none")),
                                Duration.ofMinutes(15),
                                option(step.a()));
        };
        invariants.writes(id);
        held(step, ModelRules.ofPool(step, pool), call);
    }

    private void jobStep(Step step) {
        String id = "j" + step.a() % JOBS;
        Optional<Job> job = job(id);
        Runnable call = switch (step.operation()) {
            case ADD_JOB -> () -> account.jobs().add(newJob(id, step));
            case UPDATE_JOB ->
                () -> account.jobs()
                        .update(id, job.map(there -> changed(there, id, step)).orElse(spec(id, step)));
            case DISABLE_JOB -> () -> account.jobs().disable(id, DISABLING.get(step.b() % DISABLING.size()));
            case ENABLE_JOB -> () -> account.jobs().enable(id);
            case TERMINATE_JOB -> () -> account.jobs().terminate(id, "model");
            default -> () -> account.jobs().delete(id);
        };
        invariants.writes(id);
        if (held(step, ModelRules.ofJob(step, job), call) && step.operation() == Step.Operation.ADD_JOB) {
            tasksOf.put(id, new HashSet<>());
            job(id).filter(added -> step.b() == KEPT_AUTO_POOL).ifPresent(added -> keptPools.add(added.poolId()));
        }
    }

    /** Every kind of job: with preparation and release tasks, exit conditions that act on it, a pool of its own. */
    private static Document newJob(String id, Step step) {
        Document job = spec(id, step)
                .with("usesTaskDependencies", true)
                .with("onTaskFailure", step.b() % 4 == 1 ? "noaction" : "performexitoptionsjobaction");
        if (step.b() % 3 == 1) {
            job = job.with("jobPreparationTask", COMMAND.with("waitForSuccess", step.b() % 2 == 0));
        }
        if (step.b() % 3 != 0) {
            job = job.with("jobReleaseTask", COMMAND.with("maxWallClockTime", "PT30S"));
        }
        if (step.b() >= KEPT_AUTO_POOL) {
            Document pool = Document.of("vmSize", "standard_d2s_v3").with("targetDedicatedNodes", 1L + step.a() % 2);
            Document autoPool = Document.of("pool", pool)
                    .with("poolLifetimeOption", "job")
                    .with("keepAlive", step.b() == KEPT_AUTO_POOL);
            job = job.with("poolInfo", Document.of("autoPoolSpecification", autoPool));
        }
        return job;
    }

    /** A pool that a client may have made, or an auto pool that is there. */
    private String poolId(Step step) {
        List<String> autoPools = account.pools().all().stream()
                .map(Pool::id)
                .filter(id -> !id.startsWith("p"))
                .toList();
        int choice = step.a() % (POOLS + autoPools.size());
        return choice < POOLS ? "p" + choice : autoPools.get(choice - POOLS);
    }

    /** What clients may change of a job that is there. */
    private static Document changed(Job job, String id, Step step) {
        return job.spec().merged(spec(id, step));
    }

    private static Document spec(String id, Step step) {
        Document spec = Document.of("id", id)
                .with("poolInfo", Document.of("poolId", poolOf(step)))
                .with("priority", (long) step.b());
        return step.b() % 5 == 0 ? spec.with("maxParallelTasks", 2L) : spec;
    }

    static String poolOf(Step step) {
        return "p" + step.b() % POOLS;
    }

    /** Tasks that are tried again, depend on others (which may never be there), and act on their job when they fail. */
    private static Document newTask(String id, Step step) {
        Document task = COMMAND.with("id", id)
                .with("requiredSlots", 1L + step.b() % 2)
                .with("constraints", Document.of("maxTaskRetryCount", (long) (step.a() % 3)));
        if (step.a() % 4 == 3) {
            task = task.with("dependsOn", Document.of("taskIds", List.of("t" + step.b() / 2)));
        }
        if (actsOnItsJob(step)) {
            Document options = Document.of("jobAction", step.a() % 2 == 0 ? "disable" : "terminate")
                    .with("dependencyAction", "satisfy");
            task = task.with("exitConditions", Document.of("default", options));
        }
        return task;
    }

    static boolean actsOnItsJob(Step step) {
        return step.b() % 3 == 0;
    }

    private void taskStep(Step step) {
        String jobId = "j" + step.a() % JOBS;
        String id = "t" + step.b();
        Optional<Task> task = job(jobId).flatMap(job -> job.task(id));
        Document spec = newTask(id, step);
        Runnable call = switch (step.operation()) {
            case ADD_TASK -> () -> account.tasks().add(jobId, spec);
            case UPDATE_TASK ->
                () -> account.tasks().update(jobId, id, task.map(Task::spec).orElse(spec));
            case TERMINATE_TASK -> () -> account.tasks().terminate(jobId, id);
            case REACTIVATE_TASK -> () -> account.tasks().reactivate(jobId, id);
            default -> () -> account.tasks().delete(jobId, id);
        };
        invariants.writes(jobId + "/" + id);
        if (held(step, ModelRules.ofTask(step, job(jobId), task), call)) {
            Set<String> ids = tasksOf.computeIfAbsent(jobId, key -> new HashSet<>());
            switch (step.operation()) {
                case ADD_TASK -> ids.add(id);
                case DELETE_TASK -> ids.remove(id);
                default -> {}
            }
        }
    }

    /** Single nodes: what the cloud does to them is only done where it is possible. */
    private void nodeStep(Step step) {
        String pool = poolId(step);
        Optional<ComputeNode> found = node(pool(pool), step.b());
        if (found.isEmpty()) {
            return;
        }
        ComputeNode node = found.get();
        String id = node.id();
        Deallocation option = option(step.a());
        switch (step.operation()) {
            case REBOOT_NODE -> ifUp(step, node, () -> account.nodes().reboot(pool, id, option));
            case REIMAGE_NODE -> ifUp(step, node, () -> account.nodes().reimage(pool, id, option));
            case DEALLOCATE_NODE -> ifUp(step, node, () -> account.nodes().deallocate(pool, id, option));
            case START_NODE ->
                heldAny(
                        step,
                        node.state() == NodeState.DEALLOCATED,
                        () -> account.nodes().start(pool, id));
            case DISABLE_NODE ->
                heldAny(step, node.schedulingEnabled(), () -> account.nodes().disableScheduling(pool, id, option));
            case ENABLE_NODE ->
                heldAny(step, !node.schedulingEnabled(), () -> account.nodes().enableScheduling(pool, id));
            case PREEMPT_NODE -> {
                if (!node.identity().dedicated() && node.state().successors().contains(NodeState.PREEMPTED)) {
                    account.nodeFaults().preempt(pool, id);
                }
            }
            case RESTORE_NODE -> {
                if (node.state() == NodeState.PREEMPTED) {
                    account.nodeFaults().restore(pool, id);
                }
            }
            case FAIL_NODE -> {
                if (node.state().successors().contains(NodeState.UNUSABLE)) {
                    account.nodeFaults().diskFull(pool, id);
                }
            }
            default -> {
                if (node.state() == NodeState.UNUSABLE) {
                    account.nodeFaults().recover(pool, id);
                }
            }
        }
    }

    private static void ifUp(Step step, ComputeNode node, Runnable call) {
        heldAny(step, NodeState.UP.contains(node.state()), call);
    }

    private static void heldAny(Step step, boolean allowed, Runnable call) {
        boolean refused = false;
        try {
            call.run();
        } catch (BatchException e) {
            refused = true;
        }
        if (refused == allowed) {
            throw new AssertionError(step + " was " + (refused ? "refused" : "done") + " against the rule");
        }
    }

    /** Whether it was done, as the rule says. */
    private static boolean held(Step step, Optional<BatchErrorCode> rule, Runnable call) {
        Optional<BatchErrorCode> result = Optional.empty();
        try {
            call.run();
        } catch (BatchException e) {
            result = Optional.of(e.code());
        }
        if (!result.equals(rule)) {
            throw new AssertionError(step + " gave " + result + ", the rule says " + rule);
        }
        return result.isEmpty();
    }

    private static Deallocation option(int a) {
        return OPTIONS.get(a % OPTIONS.size());
    }

    private Optional<Pool> pool(String id) {
        return account.pools().all().stream()
                .filter(pool -> pool.id().equalsIgnoreCase(id))
                .findFirst();
    }

    private Optional<Job> job(String id) {
        return account.jobs().all().stream()
                .filter(job -> job.id().equalsIgnoreCase(id))
                .findFirst();
    }

    static Optional<ComputeNode> node(Optional<Pool> pool, int index) {
        return pool.filter(there -> !there.nodes().isEmpty())
                .flatMap(there -> there.nodes().stream()
                        .skip(index % there.nodes().size())
                        .findFirst());
    }

    @Override
    public void close() {
        account.close();
    }
}
