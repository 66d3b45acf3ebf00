package io.github.batchbench.fake.node;

import io.github.batchbench.fake.agent.NodeFiles;
import io.github.batchbench.fake.node.files.FilesOnDisk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files of a node at the moment of each question, what was asked for before it done; none if there is no node. */
record FilesOfNode(@Nullable Node node) implements NodeFiles {
    private @Nullable NodeFiles now() throws IOException {
        return node == null ? null : new FilesOnDisk(node.files(), node.times()::shown);
    }

    @Override
    public List<Entry> list(String directory, boolean recursive) throws IOException {
        NodeFiles files = now();
        return files == null ? List.of() : files.list(directory, recursive);
    }

    @Override
    public Optional<Entry> entry(String path) throws IOException {
        NodeFiles files = now();
        return files == null ? Optional.empty() : files.entry(path);
    }

    @Override
    public InputStream open(String path, long offset, long length) throws IOException {
        NodeFiles files = now();
        if (files == null) {
            throw new NoSuchFileException(path);
        }
        return files.open(path, offset, length);
    }

    @Override
    public void delete(String path, boolean recursive) throws IOException {
        NodeFiles files = now();
        if (files != null) {
            files.delete(path, recursive);
        }
    }
}
