package io.github.batchbench.fake.node;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.node.containers.ContainerCommand;
import io.github.batchbench.fake.node.containers.ContainerState;
import io.github.batchbench.fake.node.failure.NodeFailureException;
import io.github.batchbench.fake.node.files.TaskFiles;
import io.github.batchbench.fake.node.transfers.NodeNetwork;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The container of a run, if it has one. Thread-safe. */
final class RunContainer {
    private static final long MOST_ERRORS = 8192;

    private final Assignment assignment;
    private final Node node;
    private final String mark;
    private final AgentExecutors bench;
    private final Map<String, String> environment;
    private final ContainerState state = new ContainerState();
    private volatile @Nullable ContainerCommand command;
    private volatile boolean fetchedAgain;

    RunContainer(Assignment assignment, Node node, String mark, AgentExecutors bench, Map<String, String> environment) {
        this.assignment = assignment;
        this.node = node;
        this.mark = mark;
        this.bench = bench;
        this.environment = environment;
    }

    /** Whether there is something to prepare, or to refuse. */
    boolean isWanted() {
        return assignment.spec().has("containerSettings")
                || assignment.context().containers() != null;
    }

    /**
     * Fetches its image, if there is to be one; never a fake success: a command that is meant for a container does not run
     * beside it.
     *
     * @param isGone whether the run has been ended, so that nothing is to begin
     */
    void prepare(TaskFiles files, BooleanSupplier isGone) throws NodeFailureException, IOException {
        ContainerRules.check(assignment);
        if (!assignment.spec().has("containerSettings")) {
            return;
        }
        NodeNetwork network = bench.settings().network();
        ContainerCommand wanted = new ContainerCommand(
                bench.settings().containers().engine(),
                assignment,
                new ContainerCommand.Place(files, node.agentFolder(), mark, node.images()),
                new ContainerCommand.Network(network.variables().get(), endpoints()),
                TaskUser.of(assignment).inContainers(node.agentFolder().path()),
                environment,
                state);
        command = wanted;
        if (isGone.getAsBoolean()) {
            wanted.end();
        }
        wanted.prepare();
    }

    /** Those of the first account and of storage, and that of the account that it belongs to. */
    private List<URI> endpoints() {
        return Stream.concat(
                        bench.settings().network().endpoints().get().stream(),
                        Stream.of(bench.settings().accountUrl().get()))
                .distinct()
                .toList();
    }

    /** Gives its user the files that are there now. */
    void give() throws IOException {
        ContainerCommand used = command;
        if (used != null) {
            used.give(TaskEnvironment.folders(assignment));
            used.give(List.of(Path.of("applications")));
        }
    }

    /** What runs the command in it; null if the run has none. */
    @Nullable
    ContainerCommand command() {
        return command;
    }

    Optional<ContainerCommand> ifAny() {
        return Optional.ofNullable(command);
    }

    /** What is known of it. */
    ContainerState state() {
        return state;
    }

    /**
     * The command's process has ended.
     *
     * @return whether the command ran; if not, its image has gone and is to be fetched again, which is said once
     * @throws NodeFailureException if the container could not be run
     */
    boolean ran(int exitCode) throws NodeFailureException {
        ContainerCommand used = command;
        if (used == null || used.ended(exitCode, this::errors) || fetchedAgain) {
            return true;
        }
        fetchedAgain = true;
        return false;
    }

    /** The end of what the command, or what ran it, wrote to standard error. */
    private String errors() {
        Path file = Path.of(assignment.directory(), "stderr.txt");
        try (SeekableByteChannel channel = node.files().read(file)) {
            channel.position(Math.max(0, channel.size() - MOST_ERRORS));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** Whatever is left of it goes. */
    void remove() {
        ContainerCommand.remove(ifAny().stream().toList());
    }

    /** The run is over. */
    void forget() {
        ifAny().ifPresent(ContainerCommand::forget);
    }
}
