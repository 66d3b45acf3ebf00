package io.github.batchbench.fake.node;

import io.github.batchbench.fake.agent.Assignment;
import io.github.batchbench.fake.agent.Outcome;
import io.github.batchbench.fake.agent.Outcome.Stage;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.node.failure.NodeFailure;
import io.github.batchbench.fake.node.files.NewFile;
import io.github.batchbench.fake.node.files.TaskFiles;
import io.github.batchbench.fake.node.transfers.OutputFiles;
import io.github.batchbench.fake.node.transfers.Transfer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The files that a scripted run leaves on its node. */
final class Leavings {
    private final Assignment assignment;
    private final ScriptedOutcome script;
    private final Node node;
    private final AgentExecutors bench;

    Leavings(Assignment assignment, ScriptedOutcome script, Node node, AgentExecutors bench) {
        this.assignment = assignment;
        this.script = script;
        this.node = node;
        this.bench = bench;
    }

    /**
     * Hears of the end at once if there is nothing to upload. The files are written before anybody next looks, and not
     * here: the account's lock is held.
     */
    void leave(Consumer<Outcome> ended) {
        Integer exitCode = script.outcome().exitCode();
        node.change(this::write);
        List<Document> due = exitCode == null ? List.of() : OutputFiles.due(assignment.spec(), exitCode);
        if (due.isEmpty() || exitCode == null) {
            ended.accept(script.outcome());
        } else {
            bench.transfers().execute(() -> ended.accept(upload(due, exitCode)));
        }
    }

    private void write(TaskFiles files) throws IOException {
        Path directory = Path.of(assignment.directory());
        files.makeFolders(directory.resolve("wd"));
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("stdout.txt", new byte[0]);
        all.put("stderr.txt", new byte[0]);
        all.putAll(script.files());
        for (Map.Entry<String, byte[]> file : all.entrySet()) {
            Path path = directory.resolve(file.getKey()).normalize();
            files.makeFolders(path.resolveSibling(""));
            try (NewFile fresh = files.create()) {
                fresh.stream().write(file.getValue());
                fresh.place(path);
            }
        }
    }

    private Outcome upload(List<Document> due, int exitCode) {
        Map<String, String> environment = TaskEnvironment.of(node.root(), assignment, bench.settings());
        Transfer transfer =
                new Transfer(bench.settings().stall(), bench.settings().network());
        try {
            return new OutputFiles(
                            node.files(),
                            Path.of(assignment.directory()),
                            TaskEnvironment.folders(assignment),
                            environment,
                            transfer)
                    .upload(due)
                    .map(failure -> new Outcome(exitCode, failure, Stage.FILE_UPLOAD))
                    .orElse(script.outcome());
        } catch (IOException e) {
            return new Outcome(
                    exitCode, NodeFailure.FILE_UPLOAD_MISC_ERROR.orFullDisk(e).info(), Stage.FILE_UPLOAD);
        }
    }
}
