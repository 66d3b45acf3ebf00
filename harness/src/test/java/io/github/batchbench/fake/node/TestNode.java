package io.github.batchbench.fake.node;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Assignment.Kind;
import io.github.batchbench.fake.agent.Execution;
import io.github.batchbench.fake.agent.NodeFiles;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.node.containers.EngineChoice;
import io.github.batchbench.fake.node.transfers.AutoStorage;
import io.github.batchbench.fake.node.transfers.NodeNetwork;
import io.github.batchbench.fake.node.transfers.PackageSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An agent with one node, and tasks on it. */
final class TestNode implements AutoCloseable {
    static final String TASK = "workitems/job/job-1/task";

    final NodeIdentity identity = new NodeIdentity("pool", "tvm-1", "10.0.0.4", true);
    final LocalNodeAgent agent;

    TestNode() {
        this(AutoStorage.NONE);
    }

    TestNode(AutoStorage storage) {
        this(storage, PackageSource.NONE);
    }

    TestNode(PackageSource packages) {
        this(AutoStorage.NONE, packages);
    }

    /** A node that runs containers by this program, or cannot. */
    TestNode(Optional<Path> containerEngine) {
        this(AutoStorage.NONE, PackageSource.NONE, containerEngine);
    }

    private TestNode(AutoStorage storage, PackageSource packages) {
        this(storage, packages, Optional.empty());
    }

    private TestNode(AutoStorage storage, PackageSource packages, Optional<Path> containerEngine) {
        agent = LocalNodeAgent.open(AgentSettings.of("account", () -> URI.create("http://127.0.0.1:1"))
                .withNetwork(new NodeNetwork(
                        uri -> uri, Optional::empty, Map::of, () -> List.of(URI.create("http://127.0.0.1:1"))))
                .withAutoStorage(storage)
                .withPackages(packages)
                .withContainers(containerEngine.map(EngineChoice::program).orElseGet(EngineChoice::none))
                .withGrace(Duration.ofMillis(300))
                .withStall(Duration.ofSeconds(2)));
        agent.provision(identity);
    }

    /** A task in progress. */
    record Task(Execution execution, CompletableFuture<Outcome> end) {
        Outcome outcome() {
            return end.orTimeout(30, TimeUnit.SECONDS).join();
        }
    }

    static Document command(String commandLine) {
        return Document.of("commandLine", commandLine);
    }

    /** A command line for a script, whatever quotes it has. */
    static Document shell(String script) {
        return command("/bin/sh -c '" + script.replace("'", "'\\''") + "'");
    }

    Task start(Document spec) {
        return start(new Assignment(Kind.TASK, identity, "job", "task", TASK, spec, Map.of()));
    }

    Task start(Assignment assignment) {
        CompletableFuture<Outcome> end = new CompletableFuture<>();
        return new Task(agent.start(assignment, end::complete), end);
    }

    Outcome run(Document spec) {
        return start(spec).outcome();
    }

    /** The failure that must be there. */
    static FailureInfo failure(Outcome outcome) {
        return Objects.requireNonNull(outcome.failure(), "no failure: " + outcome);
    }

    NodeFiles files() {
        return agent.files(identity);
    }

    /** The text of a file in the task's folder. */
    String text(String name) {
        try (InputStream in = files().open(TASK + "/" + name, 0, Long.MAX_VALUE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String stdout() {
        return text("stdout.txt");
    }

    Path root() {
        return agent.rootOf(identity);
    }

    @Override
    public void close() {
        agent.close();
    }
}
