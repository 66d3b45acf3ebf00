package io.github.batchbench.fake.node.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the agent's own, where no task can lay anything: for what a process of the agent's says. */
public final class OwnFile implements Closeable {
    private final Path path;

    OwnFile(Path path) throws IOException {
        this.path = Files.createFile(path);
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** What is in it. */
    public String text() throws IOException {
        return Files.readString(path, StandardCharsets.ISO_8859_1);
    }

    /** Removes it. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }
}
