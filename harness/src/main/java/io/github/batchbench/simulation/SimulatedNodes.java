package io.github.batchbench.simulation;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Execution;
import io.github.batchbench.fake.agent.NodeAgent;
import io.github.batchbench.fake.agent.NodeFiles;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.time.Timeline;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Machines on which a task is nothing but a time and an exit code; they meter their own use. Under the account's lock. */
final class SimulatedNodes implements NodeAgent {
    private static final int KILLED = 137;

    private final Timeline timeline;
    private final long start;
    private final Map<String, Workload> byJob = new HashMap<>();
    private final Set<NodeIdentity> present = new HashSet<>();
    private final Consumer<NodeIdentity> arrivals;

    final LevelMeter all = new LevelMeter();
    final LevelMeter dedicated = new LevelMeter();
    final LevelMeter lowPriority = new LevelMeter();
    final LevelMeter busySlots = new LevelMeter();

    /** Tells {@code arrivals} of every spot node that comes. */
    SimulatedNodes(Timeline timeline, List<Workload> workloads, Consumer<NodeIdentity> arrivals) {
        this.timeline = timeline;
        this.start = timeline.instant().toEpochMilli();
        this.arrivals = arrivals;
        workloads.forEach(workload -> byJob.put(workload.job(), workload));
    }

    /** Milliseconds since the start. */
    long now() {
        return timeline.instant().toEpochMilli() - start;
    }

    @Override
    public void provision(NodeIdentity node) {
        if (present.add(node)) {
            count(node, 1);
            if (!node.dedicated()) {
                arrivals.accept(node);
            }
        }
    }

    @Override
    public void decommission(NodeIdentity node) {
        if (present.remove(node)) {
            count(node, -1);
        }
    }

    private void count(NodeIdentity node, int change) {
        all.add(now(), change);
        (node.dedicated() ? dedicated : lowPriority).add(now(), change);
    }

    @Override
    public Execution start(Assignment assignment, Consumer<Outcome> ended) {
        String job = assignment.jobId();
        String taskId = assignment.taskId();
        Workload workload = job == null ? null : byJob.get(job);
        if (workload == null || taskId == null) {
            throw new IllegalStateException("only the plan's tasks run in a simulation, not " + assignment.directory());
        }
        int task = Workload.index(taskId);
        workload.started(task, now());
        return new Run(workload, task, ended);
    }

    /** One run of a task. */
    private final class Run implements Execution {
        private final int slots;
        private final Consumer<Outcome> ended;
        private final Timeline.Event end;
        private boolean over;

        private Run(Workload workload, int task, Consumer<Outcome> ended) {
            this.slots = workload.group().requiredSlots();
            this.ended = ended;
            busySlots.add(now(), slots);
            int exitCode = workload.exitCode(task);
            this.end = timeline.schedule(Duration.ofMillis(workload.millis(task)), () -> over(exitCode));
        }

        private void over(int exitCode) {
            if (!over) {
                over = true;
                busySlots.add(now(), -slots);
                ended.accept(Outcome.exited(exitCode));
            }
        }

        @Override
        public void end() {
            end.cancel();
            over(KILLED);
        }

        @Override
        public boolean takesRealTime() {
            return false;
        }
    }

    @Override
    public boolean keepsFiles() {
        return false;
    }

    @Override
    public void discard(NodeIdentity node, String directory) {
        // There are no files.
    }

    @Override
    public NodeFiles files(NodeIdentity node) {
        throw new UnsupportedOperationException("simulated nodes have no files");
    }

    @Override
    public void close() {
        present.clear();
    }
}
