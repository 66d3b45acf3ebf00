package io.github.batchbench.junit;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.agent.Directories;
import io.github.batchbench.fake.agent.NodeFiles;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.NodeIdentity;
import io.github.batchbench.fake.model.Task;
import io.github.batchbench.redaction.Redaction;
import io.github.batchbench.report.OfflinePage;
import io.github.batchbench.report.RedactedJson;
import io.github.batchbench.report.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One folder that shows what happened in a test that failed. No secret goes into it. */
final class Evidence {
    private static final int MOST_FOLDERS = 100;
    private static final int MOST_FILES = 50;
    private static final long MOST_BYTES = 256 * 1024;

    private final Path folder;
    private final Redaction redaction;

    Evidence(Path folder, Redaction redaction) {
        this.folder = folder;
        this.redaction = redaction;
    }

    void write(String name, String text) throws IOException {
        Path file = folder.resolve(name).normalize();
        if (file.startsWith(folder)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, redaction.apply(text));
        }
    }

    /** A page that needs nothing but itself. */
    void writePage(String title, JsonNode data) throws IOException {
        Files.writeString(folder.resolve("index.html"), OfflinePage.of(title, RedactedJson.of(data, redaction)));
    }

    /** A folder of a node, and where its copy goes. */
    private record NodeFolder(NodeFiles files, String path, String copy) {}

    /** What start tasks and tasks wrote: the end of each file that is a text. */
    void copyOutputs(FakeAzure azure) throws IOException {
        for (NodeFolder place : folders(azure.batch())) {
            List<NodeFiles.Entry> entries = place.files().list(place.path(), true).stream()
                    .filter(entry -> !entry.directory())
                    .limit(MOST_FILES)
                    .toList();
            for (NodeFiles.Entry entry : entries) {
                copy(place, entry);
            }
        }
    }

    private static List<NodeFolder> folders(BatchAccount batch) {
        return batch.exclusively(() -> {
            List<NodeFolder> folders = new ArrayList<>();
            batch.pools()
                    .all()
                    .forEach(pool -> pool.nodes()
                            .forEach(node -> folders.add(new NodeFolder(
                                    batch.agent().files(node.identity()),
                                    Directories.STARTUP,
                                    "nodes/" + node.id() + "/startup"))));
            for (Job job : batch.jobs().all()) {
                for (Task task : job.tasks()) {
                    NodeIdentity node = task.node();
                    if (node != null && !task.filesRemoved() && folders.size() < MOST_FOLDERS) {
                        folders.add(new NodeFolder(
                                batch.agent().files(node),
                                Directories.ofTask(job, task.id()),
                                "tasks/" + job.id() + "/" + task.id()));
                    }
                }
            }
            return folders;
        });
    }

    private void copy(NodeFolder place, NodeFiles.Entry entry) throws IOException {
        Optional<String> text = TextFiles.end(place.files(), entry, MOST_BYTES);
        if (text.isPresent()) {
            write(place.copy() + entry.path().substring(place.path().length()), text.get());
        }
    }
}
