package io.github.batchbench.fake.account;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Execution;
import io.github.batchbench.fake.agent.NodeAgent;
import io.github.batchbench.fake.agent.NodeFiles;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Nodes on which every command takes a minute of the timeline and ends as the script says; for tests of the service. */
public final class ScriptedNodes implements NodeAgent {
    private final Timeline timeline;
    private final List<String> alive = new ArrayList<>();
    private final List<Assignment> started = new ArrayList<>();
    private final List<String> discarded = new ArrayList<>();
    private final Map<Assignment.Kind, Duration> durations = new EnumMap<>(Assignment.Kind.class);
    private int provisioned;
    private Function<Assignment, Outcome> script = assignment -> Outcome.exited(0);

    public ScriptedNodes(Timeline timeline) {
        this.timeline = timeline;
    }

    /** How commands end from now on. */
    public void script(Function<Assignment, Outcome> newScript) {
        script = newScript;
    }

    /** How long commands of a kind take, in place of a minute. */
    public void runsTake(Duration duration, Assignment.Kind kind) {
        durations.put(kind, duration);
    }

    /** Ids of the nodes that are there. */
    public List<String> alive() {
        return alive;
    }

    /** All that was ever started. */
    public List<Assignment> started() {
        return started;
    }

    /** The folders that were removed. */
    public List<String> discarded() {
        return discarded;
    }

    /** How often a machine was made. */
    public int provisioned() {
        return provisioned;
    }

    @Override
    public void provision(NodeIdentity node) {
        provisioned++;
        alive.remove(node.nodeId());
        alive.add(node.nodeId());
    }

    @Override
    public void decommission(NodeIdentity node) {
        alive.remove(node.nodeId());
    }

    @Override
    public void discard(NodeIdentity node, String directory) {
        discarded.add(directory);
    }

    @Override
    public Execution start(Assignment assignment, Consumer<Outcome> ended) {
        started.add(assignment);
        Duration takes = durations.getOrDefault(assignment.kind(), Duration.ofMinutes(1));
        Timeline.Event end = timeline.schedule(takes, () -> ended.accept(script.apply(assignment)));
        return () -> {
            end.cancel();
            timeline.schedule(Duration.ZERO, () -> ended.accept(Outcome.exited(137)));
        };
    }

    @Override
    public NodeFiles files(NodeIdentity node) {
        throw new UnsupportedOperationException("scripted nodes have no files");
    }

    @Override
    public void close() {
        alive.clear();
    }
}
