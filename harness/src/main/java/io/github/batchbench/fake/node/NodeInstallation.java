package io.github.batchbench.fake.node;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.agent.Outcome.Stage;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo.Detail;
import io.github.batchbench.fake.node.containers.ContainerCommand;
import io.github.batchbench.fake.node.containers.ContainerEngine;
import io.github.batchbench.fake.node.containers.EngineCalls;
import io.github.batchbench.fake.node.failure.NodeFailure;
import io.github.batchbench.fake.node.failure.NodeFailureException;
import io.github.batchbench.fake.node.files.Scratch;
import io.github.batchbench.fake.node.transfers.Packages;
import java.io.IOException;
import java.util.List;

/** What a pool puts on one of its nodes before anything runs there: application packages and container images. */
final class NodeInstallation {
    private final Node node;
    private final String mark;
    private final AgentExecutors bench;

    /**
     * Of a node.
     *
     * @param mark what the processes that it starts are marked with
     */
    NodeInstallation(Node node, String mark, AgentExecutors bench) {
        this.node = node;
        this.mark = mark;
        this.bench = bench;
    }

    /** Installs it; how that went. Blocks. */
    Outcome install(Assignment.Context context) {
        try {
            Outcome outcome = new Packages(
                            node.files(), node.packages(), bench.settings().packages())
                    .tryInstall(context.poolPackages());
            Document containers = context.containers();
            if (outcome.failure() == null && containers != null) {
                fetchImages(containers);
            }
            return outcome;
        } catch (NodeFailureException e) {
            return Outcome.notStarted(e.info(), Stage.PRE_PROCESSING);
        } catch (IOException e) {
            // The node's own folders cannot be made.
            return Outcome.notStarted(
                    NodeFailure.RESOURCE_DIRECTORY_CREATE_FAILED
                            .orFullDisk(e)
                            .info(new Detail("Message", String.valueOf(e))),
                    Stage.PRE_PROCESSING);
        }
    }

    /** Without an engine there is nothing to fetch them with, and the tasks say so. */
    private void fetchImages(Document containers) throws NodeFailureException, IOException {
        List<String> images = containers.strings("containerImageNames");
        ContainerEngine engine =
                images.isEmpty() ? null : bench.settings().containers().find().orElse(null);
        if (engine == null) {
            return;
        }
        bench.watchdog().start();
        EngineCalls calls = engine.calls(mark);
        node.calls().add(calls);
        try (Scratch scratch = node.agentFolder().scratch(ContainerCommand.SCRATCH, mark.replace('/', '-'))) {
            node.images().fetch(images, containers.objects("containerRegistries"), engine, calls, scratch);
        } finally {
            node.calls().remove(calls);
        }
    }
}
