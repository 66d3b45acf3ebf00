package io.github.batchbench.fake.agent;

import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.time.Engine;
import io.github.batchbench.fake.time.Timeline;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The machines behind an account's nodes, as the service uses them: it hears of the end of each run under the lock, and
 * knows whether something runs that only real time brings to an end. Under the lock.
 */
public final class Machines {
    private final Timeline timeline;
    private final NodeAgent agent;
    private final Set<NodeIdentity> provisioned = new LinkedHashSet<>();
    private final Set<AtomicBoolean> processes = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Machines that an agent runs. */
    public Machines(Engine engine, NodeAgent agent) {
        this.timeline = engine.timeline();
        this.agent = agent;
        engine.onReset(() -> {
            provisioned.forEach(agent::decommission);
            provisioned.clear();
        });
    }

    /** Makes an empty machine for a node. */
    public void provision(NodeIdentity node) {
        timeline.requireLock();
        provisioned.add(node);
        agent.provision(node);
    }

    /** Ends what runs on a node and takes its machine away. */
    public void decommission(NodeIdentity node) {
        timeline.requireLock();
        provisioned.remove(node);
        agent.decommission(node);
    }

    /** Removes a folder of a node. */
    public void discard(NodeIdentity node, String directory) {
        timeline.requireLock();
        agent.discard(node, directory);
    }

    /** Starts a run; {@code ended} hears of its end, once, under the lock. */
    public Execution launch(Assignment assignment, Consumer<Outcome> ended) {
        return launch(heard -> agent.start(assignment, heard), ended);
    }

    /** Installs what a pool puts on its nodes; {@code ended} hears of its end, once, under the lock. */
    public Execution install(Assignment startOfNode, Consumer<Outcome> ended) {
        return launch(heard -> agent.install(startOfNode, heard), ended);
    }

    private Execution launch(Function<Consumer<Outcome>, Execution> start, Consumer<Outcome> ended) {
        timeline.requireLock();
        AtomicBoolean over = new AtomicBoolean();
        Execution execution = start.apply(outcome -> timeline.exclusively(() -> {
            over.set(true);
            processes.remove(over);
            hear(ended, outcome);
        }));
        if (execution.takesRealTime() && !over.get()) {
            processes.add(over);
        }
        return execution;
    }

    /** What fails here fails on a thread of the agent's, where nobody would see it. */
    private void hear(Consumer<Outcome> ended, Outcome outcome) {
        try {
            ended.accept(outcome);
        } catch (RuntimeException | Error e) {
            timeline.failures().report("the end of a run on a node", e);
            throw e;
        }
    }

    /** Whether there are files on nodes. */
    public boolean keepFiles() {
        return agent.keepsFiles();
    }

    /** Whether something runs that only real time brings to an end. */
    public boolean isBusy() {
        return !processes.isEmpty() || agent.isBusy();
    }
}
