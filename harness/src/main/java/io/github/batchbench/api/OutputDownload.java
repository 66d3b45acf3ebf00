package io.github.batchbench.api;

import io.github.batchbench.transfer.Transferred;
import io.github.batchbench.transfer.Transfers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Fetches all that the tasks have uploaded. */
final class OutputDownload {
    private final Transfers transfers;
    private final @Nullable Path folder;

    OutputDownload(Transfers transfers, @Nullable Path folder) {
        this.transfers = transfers;
        this.folder = folder;
    }

    SortedMap<String, WorkflowResult.Output> collect(String container) throws InterruptedException {
        SortedMap<String, WorkflowResult.Output> outputs = new TreeMap<>();
        if (folder == null) {
            transfers.read(container).forEach((name, bytes) -> outputs.put(name, bytes::clone));
        } else {
            for (Transferred file : transfers.download(container, folder).files()) {
                outputs.put(file.blob(), () -> Files.readAllBytes(folder.resolve(file.name())));
            }
        }
        return outputs;
    }
}
