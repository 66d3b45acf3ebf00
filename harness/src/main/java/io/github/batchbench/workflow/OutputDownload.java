package io.github.batchbench.workflow;

import io.github.batchbench.azure.BlobStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Fetches all that the tasks have uploaded. */
final class OutputDownload {
    private final BlobStorage blobs;
    private final @Nullable Path folder;

    OutputDownload(BlobStorage blobs, @Nullable Path folder) {
        this.blobs = blobs;
        this.folder = folder;
    }

    SortedMap<String, WorkflowResult.Output> collect(String container) throws InterruptedException {
        SortedMap<String, WorkflowResult.Output> outputs = new TreeMap<>();
        for (String name : blobs.list(container)) {
            outputs.put(name, folder == null ? inMemory(container, name) : onDisk(container, name, folder));
        }
        return outputs;
    }

    private WorkflowResult.Output inMemory(String container, String name) throws InterruptedException {
        byte[] bytes = blobs.read(container, name);
        return bytes::clone;
    }

    private WorkflowResult.Output onDisk(String container, String name, Path into) throws InterruptedException {
        Path root = into.toAbsolutePath().normalize();
        Path file = root.resolve(name).normalize();
        if (!file.startsWith(root) || file.equals(root)) {
            throw new IllegalStateException(
                    "A task has uploaded an output whose name leads out of the output folder: " + name);
        }
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        blobs.download(container, name, file);
        return () -> Files.readAllBytes(file);
    }
}
