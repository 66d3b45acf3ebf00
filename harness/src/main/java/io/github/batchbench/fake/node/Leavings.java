package io.github.batchbench.fake.node;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.agent.Outcome.Stage;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.node.transfers.OutputFiles;
import io.github.batchbench.fake.node.transfers.Transfer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The files that a scripted run leaves on its node. */
final class Leavings {
    private final Assignment assignment;
    private final Script script;
    private final Path root;
    private final Path directory;
    private final AgentExecutors bench;

    Leavings(Assignment assignment, Script script, Path root, AgentExecutors bench) {
        this.assignment = assignment;
        this.script = script;
        this.root = root;
        this.directory = root.resolve(assignment.directory());
        this.bench = bench;
    }

    void leave(Consumer<Outcome> ended) {
        Integer exitCode = script.outcome().exitCode();
        write();
        List<Document> due = exitCode == null ? List.of() : OutputFiles.due(assignment.spec(), exitCode);
        if (due.isEmpty() || exitCode == null) {
            ended.accept(script.outcome());
        } else {
            bench.transfers().execute(() -> ended.accept(upload(due, exitCode)));
        }
    }

    private void write() {
        try {
            Files.createDirectories(directory.resolve("wd"));
            for (String stream : List.of("stdout.txt", "stderr.txt")) {
                Files.write(directory.resolve(stream), script.files().getOrDefault(stream, new byte[0]));
            }
            for (Map.Entry<String, byte[]> file : script.files().entrySet()) {
                Path path = directory.resolve(file.getKey());
                Files.createDirectories(path.resolveSibling(""));
                Files.write(path, file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write what the script of " + directory + " leaves", e);
        }
    }

    private Outcome upload(List<Document> due, int exitCode) {
        Map<String, String> environment = TaskEnvironment.of(root, assignment, bench.settings());
        return new OutputFiles(
                        root,
                        directory,
                        environment,
                        new Transfer(bench.settings().stall()))
                .upload(due)
                .map(failure -> new Outcome(exitCode, failure, Stage.FILE_UPLOAD))
                .orElse(script.outcome());
    }
}
