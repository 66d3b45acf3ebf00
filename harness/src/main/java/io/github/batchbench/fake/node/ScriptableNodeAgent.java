package io.github.batchbench.fake.node;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Execution;
import io.github.batchbench.fake.agent.NodeAgent;
import io.github.batchbench.fake.agent.NodeFiles;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.agent.Outcome.Stage;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.FailureInfo.Category;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.node.failure.NodeFailureException;
import io.github.batchbench.fake.time.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Local nodes on which some runs are played by a script, on the fake's clock, and the others are real. */
public final class ScriptableNodeAgent implements NodeAgent {
    private final LocalNodeAgent machines;
    private final Function<Assignment, Optional<ScriptedOutcome>> scripts;
    private final Predicate<String> scriptedImages;
    private final Timeline timeline;

    /**
     * Plays what the scripts say, and leaves the rest to the machines; closing it closes these.
     *
     * @param scriptedImages the images whose containers the scripts play, which nobody has to fetch
     */
    public ScriptableNodeAgent(
            LocalNodeAgent machines,
            Function<Assignment, Optional<ScriptedOutcome>> scripts,
            Predicate<String> scriptedImages,
            Timeline timeline) {
        this.machines = machines;
        this.scripts = scripts;
        this.scriptedImages = scriptedImages;
        this.timeline = timeline;
    }

    @Override
    public void provision(NodeIdentity node) {
        machines.provision(node);
    }

    @Override
    public void decommission(NodeIdentity node) {
        machines.decommission(node);
    }

    @Override
    public void copyFiles(NodeIdentity node, Path to) throws IOException {
        machines.copyFiles(node, to);
    }

    @Override
    public long tree(NodeIdentity node) {
        return machines.tree(node);
    }

    @Override
    public Runnable takeDiscards() {
        return machines.takeDiscards();
    }

    @Override
    public void adopt(NodeIdentity node, long tree) {
        machines.adopt(node, tree);
    }

    @Override
    public Path prepareFiles(NodeIdentity node) throws IOException {
        return machines.prepareFiles(node);
    }

    @Override
    public Execution start(Assignment assignment, Consumer<Outcome> ended) {
        Optional<ScriptedOutcome> script;
        try {
            script = scripts.apply(assignment);
            if (script.isPresent()) {
                ContainerRules.check(assignment);
            }
        } catch (NodeFailureException e) {
            script = Optional.of(
                    new ScriptedOutcome(Duration.ZERO, Outcome.notStarted(e.info(), Stage.PRE_PROCESSING), Map.of()));
        } catch (RuntimeException | AssertionError e) {
            // A mistake in a test's own code: the task's failure shows it.
            FailureInfo failure =
                    new FailureInfo(Category.SERVER_ERROR, "Unknown", "The script of the task failed: " + e, List.of());
            script = Optional.of(
                    new ScriptedOutcome(Duration.ZERO, Outcome.notStarted(failure, Stage.COMMAND), Map.of()));
        }
        return script.<Execution>map(found -> play(assignment, found, ended))
                .orElseGet(() -> machines.start(assignment, ended));
    }

    @Override
    public Execution install(Assignment startOfNode, Consumer<Outcome> ended) {
        Assignment.Context context = startOfNode.context();
        Document containers = context.containers();
        if (containers == null) {
            return machines.install(startOfNode, ended);
        }
        List<String> images = containers.strings("containerImageNames").stream()
                .filter(scriptedImages.negate())
                .toList();
        if (images.isEmpty() && context.poolPackages().isEmpty()) {
            ended.accept(Outcome.exited(0));
            return () -> {};
        }
        return machines.install(
                startOfNode.in(context.withContainers(containers.with("containerImageNames", images))), ended);
    }

    private Execution play(Assignment assignment, ScriptedOutcome script, Consumer<Outcome> ended) {
        ScriptedRun run = new ScriptedRun(machines, assignment, script, timeline, ended);
        run.start();
        return run;
    }

    @Override
    public void discard(NodeIdentity node, String directory) {
        machines.discard(node, directory);
    }

    @Override
    public NodeFiles files(NodeIdentity node) {
        return machines.files(node);
    }

    @Override
    public boolean isBusy() {
        return machines.isBusy();
    }

    @Override
    public void close() {
        machines.close();
    }
}
