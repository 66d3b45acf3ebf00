package io.github.batchbench.fake.runs;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Execution;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobNodeRuns;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.RunInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Preparation and release tasks: one run of each on every node that a job uses. Under the lock. */
public final class JobTasks {
    /** A job on a node. */
    private record Place(Job job, ComputeNode node) {}

    private final BatchAccount account;
    private final Map<Place, List<Consumer<Boolean>>> waiting = new HashMap<>();
    /** In the order of their starts, so that runs repeat. */
    private final Map<Place, Execution> executions = new LinkedHashMap<>();

    public JobTasks(BatchAccount account) {
        this.account = account;
    }

    public static String preparationId(Job job) {
        return id(job, "jobPreparationTask", "jobpreparation");
    }

    public static String releaseId(Job job) {
        return id(job, "jobReleaseTask", "jobrelease");
    }

    private static String id(Job job, String property, String otherwise) {
        return job.spec().object(property).flatMap(spec -> spec.string("id")).orElse(otherwise);
    }

    /**
     * Sees to it that the job's preparation task has run on the node.
     *
     * @param then hears whether tasks of the job may run there: at once, or when the preparation task has ended
     * @return whether the caller has been told at once
     */
    boolean prepare(Pool pool, Job job, ComputeNode node, Consumer<Boolean> then) {
        Document spec = job.spec().object("jobPreparationTask").orElse(null);
        if (spec == null) {
            then.accept(true);
            return true;
        }
        Place place = new Place(job, node);
        JobNodeRuns runs = runsOf(job, node);
        RunInfo run = runs.preparation();
        if (run == null) {
            run = new RunInfo();
            runs.preparation(run);
            launch(pool, place, spec, run, Assignment.Kind.JOB_PREPARATION, preparationId(job), () -> prepared(place));
        }
        if (run.endTime() != null || !spec.flag("waitForSuccess", true)) {
            then.accept(run.endTime() == null || run.succeeded());
            return true;
        }
        waiting.computeIfAbsent(place, key -> new ArrayList<>()).add(then);
        return false;
    }

    private static JobNodeRuns runsOf(Job job, ComputeNode node) {
        return job.nodeRuns().computeIfAbsent(node.id(), id -> new JobNodeRuns(node.identity()));
    }

    private void prepared(Place place) {
        JobNodeRuns runs = place.job().nodeRuns().get(place.node().id());
        RunInfo run = runs == null ? null : runs.preparation();
        boolean succeeded = run != null && run.succeeded();
        List<Consumer<Boolean>> waiters = waiting.remove(place);
        if (waiters != null) {
            waiters.forEach(then -> then.accept(succeeded));
        }
    }

    /** Whether the job's preparation task has failed on the node: the job's tasks do not go there (documented). */
    public static boolean failedOn(Job job, ComputeNode node) {
        if (!job.spec().has("jobPreparationTask")) {
            return false;
        }
        JobNodeRuns runs = job.nodeRuns().get(node.id());
        RunInfo run = runs == null ? null : runs.preparation();
        return run != null && run.endTime() != null && !run.succeeded();
    }

    /** Runs the release task on each of the nodes that ran the preparation task, and then {@code done}. */
    public void release(Pool pool, Job job, Runnable done) {
        Document spec = job.spec().object("jobReleaseTask").orElse(null);
        List<ComputeNode> nodes = spec == null
                ? List.of()
                : pool.nodes().stream().filter(node -> isToRelease(job, node)).toList();
        if (spec == null || nodes.isEmpty()) {
            done.run();
            return;
        }
        List<ComputeNode> left = new ArrayList<>(nodes);
        for (ComputeNode node : nodes) {
            RunInfo run = new RunInfo();
            runsOf(job, node).release(run);
            launch(pool, new Place(job, node), spec, run, Assignment.Kind.JOB_RELEASE, releaseId(job), () -> {
                left.remove(node);
                if (left.isEmpty()) {
                    done.run();
                }
            });
        }
    }

    private static boolean isToRelease(Job job, ComputeNode node) {
        JobNodeRuns runs = job.nodeRuns().get(node.id());
        return runs != null && runs.preparation() != null && runs.release() == null;
    }

    /** The node leaves or restarts: what runs on it ends unheard, and who waits is told that it failed. */
    public void end(ComputeNode node) {
        List<Place> places =
                executions.keySet().stream().filter(p -> p.node().equals(node)).toList();
        for (Place place : places) {
            Execution execution = executions.remove(place);
            if (execution != null) {
                execution.end();
            }
            prepared(place);
        }
    }

    /** Forgets everything. */
    public void clear() {
        executions.values().forEach(Execution::end);
        executions.clear();
        waiting.clear();
    }

    private void launch(
            Pool pool, Place place, Document spec, RunInfo run, Assignment.Kind kind, String id, Runnable done) {
        run.begin(account.timeline().instant());
        Assignment assignment = Assignments.ofJob(kind, pool, place.job(), place.node(), id, spec);
        executions.put(place, account.launch(assignment, outcome -> {
            if (executions.remove(place) != null) {
                ended(pool, place, spec, run, kind, id, outcome, done);
            }
        }));
        Limits.of(spec)
                .ifPresent(limit -> account.scheduleDeadline(limit, () -> {
                    Execution execution = executions.get(place);
                    if (execution != null && run.endTime() == null) {
                        execution.end();
                    }
                }));
    }

    private void ended(
            Pool pool,
            Place place,
            Document spec,
            RunInfo run,
            Assignment.Kind kind,
            String id,
            Outcome outcome,
            Runnable done) {
        FailureInfo failure = Failures.of(outcome);
        if (outcome.failedExit() && Limits.retriesLeft(spec, run)) {
            run.retry(account.timeline().instant());
            launch(pool, place, spec, run, kind, id, done);
            return;
        }
        run.end(account.timeline().instant(), outcome.exitCode(), failure);
        done.run();
    }
}
