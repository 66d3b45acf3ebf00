package io.github.batchbench.fake.runs;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Machines;
import io.github.batchbench.fake.model.ComputeNode;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobNodeRuns;
import io.github.batchbench.fake.model.JobSpec;
import io.github.batchbench.fake.model.JobState;
import io.github.batchbench.fake.model.NodeState;
import io.github.batchbench.fake.model.Pool;
import io.github.batchbench.fake.model.RunInfo;
import io.github.batchbench.fake.state.Entities;
import io.github.batchbench.fake.time.Engine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Preparation and release tasks: one run of each on every node that a job uses. Under the lock. */
public final class PreparationAndRelease {
    /** A task of the service's on a node. */
    private record Place(Job job, ComputeNode node, Assignment.Kind kind) {}

    private final Engine engine;
    private final Machines machines;
    private final Entities entities;
    /** Who waits for the preparation task of a job on a node. */
    private final Map<Place, List<Consumer<Boolean>>> waiting = new HashMap<>();
    /** Who waits for the last release task of a job. */
    private final Map<Job, List<Runnable>> whenReleased = new HashMap<>();
    /** On how many nodes the release task of a job runs. */
    private final Map<Job, Integer> releasing = new HashMap<>();
    /** In the order of their starts, so that runs repeat. */
    private final Map<Place, NodeRun> runs = new LinkedHashMap<>();

    /** Nothing runs yet. */
    public PreparationAndRelease(Engine engine, Machines machines, Entities entities) {
        this.engine = engine;
        this.machines = machines;
        this.entities = entities;
        engine.onReset(() -> {
            runs.values().forEach(NodeRun::forget);
            runs.clear();
            waiting.clear();
            releasing.clear();
            whenReleased.clear();
        });
    }

    /**
     * Sees to it that the job's preparation task has run on the node.
     *
     * @param then hears once whether tasks of the job may run there: at once, or when the preparation task has ended
     */
    void prepare(Pool pool, Job job, ComputeNode node, Consumer<Boolean> then) {
        JobSpec.Preparation task = job.settings().preparation().orElse(null);
        if (task == null) {
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
                    Assignments.ofJob(place.kind(), pool, job, node, task.id(), task.json()),
                    task.task().retries(),
                    task.task().limit());
            start(place, command, info, end -> prepared(place, end));
        }
        if (info.endTime() != null || !task.waitForSuccess()) {
            then.accept(info.endTime() == null || info.succeeded());
            return;
        }
        waiting.computeIfAbsent(place, key -> new ArrayList<>()).add(then);
    }

    private static JobNodeRuns runsOf(Job job, ComputeNode node) {
        return job.beginOn(node.identity());
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

    /** A node has restarted: preparation tasks that are to run again there are as if they had not run. */
    public void restarted(ComputeNode node, boolean diskLost) {
        entities.jobs().forEach(job -> {
            boolean rerun = job.settings()
                    .preparation()
                    .map(JobSpec.Preparation::rerunOnNodeReboot)
                    .orElse(false);
            if (diskLost || rerun) {
                job.runsOn(node.identity()).ifPresent(known -> known.preparation(null));
            }
        });
    }

    /**
     * Ends what still prepares nodes for the job, runs the release task on each of the nodes that ran the preparation task
     * and are up, and when none of them runs any more {@code done}. A node that is lost is not waited for any longer.
     */
    public void release(Pool pool, Job job, Runnable done) {
        preparing(job).forEach(run -> run.terminate(Failures.ENDED_BY_USER));
        job.settings()
                .release()
                .ifPresent(task -> pool.nodes().stream()
                        .filter(node -> isToRelease(job, node))
                        .toList()
                        .forEach(node -> release(pool, job, node, task)));
        whenReleased.computeIfAbsent(job, key -> new ArrayList<>()).add(done);
        tellIfReleased(job);
    }

    private void release(Pool pool, Job job, ComputeNode node, JobSpec.Release task) {
        RunInfo info = new RunInfo();
        runsOf(job, node).release(info);
        Place place = new Place(job, node, Assignment.Kind.JOB_RELEASE);
        NodeRun.Command command = new NodeRun.Command(
                Assignments.ofJob(place.kind(), pool, job, node, task.id(), task.json()), 0, Optional.of(task.limit()));
        releasing.merge(job, 1, Integer::sum);
        start(place, command, info, end -> {
            if (end == NodeRun.End.NODE_LOST) {
                info.end(engine.now(), null, Failures.NODE_LOST);
            }
            releasing.merge(job, -1, Integer::sum);
            tellIfReleased(job);
        });
    }

    private void tellIfReleased(Job job) {
        int nodes = releasing.getOrDefault(job, 0);
        if (nodes > 0 && job.state() == JobState.TERMINATING) {
            job.schedulingError(Failures.awaitingNodes(nodes));
        }
        if (nodes == 0) {
            releasing.remove(job);
            if (job.schedulingError() != null) {
                job.schedulingError(null);
            }
            List<Runnable> waiters = whenReleased.remove(job);
            if (waiters != null) {
                waiters.forEach(Runnable::run);
            }
        }
    }

    private List<NodeRun> preparing(Job job) {
        List<NodeRun> found = new ArrayList<>();
        runs.forEach((place, run) -> {
            if (place.job().equals(job) && place.kind() == Assignment.Kind.JOB_PREPARATION) {
                found.add(run);
            }
        });
        return found;
    }

    /** The job is gone: what still runs for it ends, and nobody hears of it. */
    public void forget(Job job) {
        for (Place place : List.copyOf(runs.keySet())) {
            NodeRun run = place.job().equals(job) ? runs.remove(place) : null;
            if (run != null) {
                run.forget();
            }
        }
        releasing.remove(job);
        whenReleased.remove(job);
    }

    private static boolean isToRelease(Job job, ComputeNode node) {
        boolean prepared = job.runsOn(node.identity())
                .filter(runs -> runs.preparation() != null && runs.release() == null)
                .isPresent();
        return prepared && NodeState.UP.contains(node.state());
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

    private void start(Place place, NodeRun.Command command, RunInfo info, Consumer<NodeRun.End> then) {
        NodeRun run = new NodeRun(engine, machines, command, info, Runnable::run, end -> {
            runs.remove(place);
            then.accept(end);
        });
        runs.put(place, run);
        run.start();
    }
}
