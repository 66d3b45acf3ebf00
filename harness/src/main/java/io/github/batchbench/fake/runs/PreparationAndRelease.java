package io.github.batchbench.fake.runs;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobNodeRuns;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.RunInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Preparation and release tasks: one run of each on every node that a job uses. Under the lock. */
public final class PreparationAndRelease {
    /** The default, and the most that a client may ask for (documented). */
    private static final Duration RELEASE_LIMIT = Duration.ofMinutes(15);

    /** A task of the service's on a node. */
    private record Place(Job job, ComputeNode node, Assignment.Kind kind) {}

    private final BatchAccount account;
    /** Who waits for the preparation task of a job on a node. */
    private final Map<Place, List<Consumer<Boolean>>> waiting = new HashMap<>();
    /** In the order of their starts, so that runs repeat. */
    private final Map<Place, NodeRun> runs = new LinkedHashMap<>();

    public PreparationAndRelease(BatchAccount account) {
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
     * @param then hears once whether tasks of the job may run there: at once, or when the preparation task has ended
     */
    void prepare(Pool pool, Job job, ComputeNode node, Consumer<Boolean> then) {
        Document spec = job.spec().object("jobPreparationTask").orElse(null);
        if (spec == null) {
            then.accept(true);
            return;
        }
        Place place = new Place(job, node, Assignment.Kind.JOB_PREPARATION);
        JobNodeRuns known = runsOf(job, node);
        RunInfo info = known.preparation();
        if (info == null) {
            info = new RunInfo();
            known.preparation(info);
            NodeRun.Command command = new NodeRun.Command(
                    Assignments.ofJob(place.kind(), pool, job, node, preparationId(job), spec),
                    Limits.retries(spec),
                    Limits.of(spec));
            start(place, command, info, end -> prepared(place, end));
        }
        if (info.endTime() != null || !spec.flag("waitForSuccess", true)) {
            then.accept(info.endTime() == null || info.succeeded());
            return;
        }
        waiting.computeIfAbsent(place, key -> new ArrayList<>()).add(then);
    }

    private static JobNodeRuns runsOf(Job job, ComputeNode node) {
        return job.nodeRuns().computeIfAbsent(node.id(), id -> new JobNodeRuns(node.identity()));
    }

    private void prepared(Place place, NodeRun.End end) {
        if (end == NodeRun.End.NODE_LOST) {
            // It neither failed nor succeeded: it runs again when the node is up and wanted.
            runsOf(place.job(), place.node()).preparation(null);
        }
        List<Consumer<Boolean>> waiters = waiting.remove(place);
        if (waiters != null) {
            waiters.forEach(then -> then.accept(end == NodeRun.End.SUCCEEDED));
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

    /** A node has restarted: preparation tasks that are to run again there are as if they had not run. */
    public void restarted(ComputeNode node, boolean diskLost) {
        account.jobsById().values().forEach(job -> {
            JobNodeRuns runs = job.nodeRuns().get(node.id());
            boolean rerun = job.spec()
                    .object("jobPreparationTask")
                    .map(spec -> spec.flag("rerunOnNodeRebootAfterSuccess", true))
                    .orElse(false);
            if (runs != null && (diskLost || rerun)) {
                runs.preparation(null);
            }
        });
    }

    /**
     * Runs the release task on each of the nodes that ran the preparation task and are up, and then {@code done}. A node
     * that is lost while it runs is not waited for any longer.
     */
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
            RunInfo info = new RunInfo();
            runsOf(job, node).release(info);
            Place place = new Place(job, node, Assignment.Kind.JOB_RELEASE);
            Duration limit = spec.duration("maxWallClockTime").orElse(RELEASE_LIMIT);
            NodeRun.Command command = new NodeRun.Command(
                    Assignments.ofJob(place.kind(), pool, job, node, releaseId(job), spec), 0, Optional.of(limit));
            start(place, command, info, end -> {
                if (end == NodeRun.End.NODE_LOST) {
                    info.end(account.timeline().instant(), null, Failures.NODE_LOST);
                }
                left.remove(node);
                if (left.isEmpty()) {
                    done.run();
                }
            });
        }
    }

    private static boolean isToRelease(Job job, ComputeNode node) {
        JobNodeRuns runs = job.nodeRuns().get(node.id());
        return runs != null
                && runs.preparation() != null
                && runs.release() == null
                && NodeState.UP.contains(node.state());
    }

    /** The node leaves or restarts: what runs on it ends, and who waits is told. */
    public void end(ComputeNode node) {
        runs.keySet().stream()
                .filter(place -> place.node().equals(node))
                .toList()
                .forEach(place -> {
                    NodeRun run = runs.get(place);
                    if (run != null) {
                        run.nodeLost();
                    }
                });
    }

    /** Forgets everything. */
    public void clear() {
        runs.values().forEach(NodeRun::forget);
        runs.clear();
        waiting.clear();
    }

    private void start(Place place, NodeRun.Command command, RunInfo info, Consumer<NodeRun.End> then) {
        NodeRun run = new NodeRun(account, command, info, Runnable::run, end -> {
            runs.remove(place);
            then.accept(end);
        });
        runs.put(place, run);
        run.start();
    }
}
