package io.github.batchbench.fake.account;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Execution;
import io.github.batchbench.fake.agent.NodeAgent;
import io.github.batchbench.fake.agent.NodeFiles;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.time.Timeline;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Nodes that know what runs on them: every command takes a minute, and the next few fail if they are told to. */
final class ModelNodes implements NodeAgent {
    /** A command that has not ended yet. */
    record Running(
            NodeIdentity node,
            @Nullable String job,
            @Nullable String task) {}

    private final Timeline timeline;
    private final Set<String> machines = new HashSet<>();
    private final Set<Run> running = new LinkedHashSet<>();
    private int failures;

    ModelNodes(Timeline timeline) {
        this.timeline = timeline;
    }

    void failNext(int runs) {
        failures = runs;
    }

    Set<String> machines() {
        return machines;
    }

    /** What has been started and has neither ended nor been told to. */
    Iterable<Running> running() {
        return () -> running.stream()
                .map(run -> new Running(run.assignment.node(), run.assignment.jobId(), run.assignment.taskId()))
                .iterator();
    }

    @Override
    public void provision(NodeIdentity node) {
        machines.add(node.nodeId());
    }

    @Override
    public void decommission(NodeIdentity node) {
        machines.remove(node.nodeId());
    }

    @Override
    public Execution start(Assignment assignment, Consumer<Outcome> ended) {
        Run run = new Run(assignment, ended, failures > 0 ? 1 : 0);
        failures = Math.max(0, failures - 1);
        running.add(run);
        return run;
    }

    private final class Run implements Execution {
        private final Assignment assignment;
        private final Consumer<Outcome> ended;
        private final Timeline.Event end;

        private Run(Assignment assignment, Consumer<Outcome> ended, int exitCode) {
            this.assignment = assignment;
            this.ended = ended;
            this.end = timeline.schedule(Duration.ofMinutes(1), () -> over(exitCode));
        }

        private void over(int exitCode) {
            if (running.remove(this)) {
                ended.accept(Outcome.exited(exitCode));
            }
        }

        @Override
        public void end() {
            end.cancel();
            timeline.schedule(Duration.ZERO, () -> over(137));
        }

        @Override
        public boolean takesRealTime() {
            return false;
        }
    }

    @Override
    public void discard(NodeIdentity node, String directory) {
        // There are no files.
    }

    @Override
    public NodeFiles files(NodeIdentity node) {
        throw new UnsupportedOperationException("these nodes have no files");
    }

    @Override
    public void close() {
        machines.clear();
    }
}
