package io.github.batchbench.fake.node.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** A folder of the agent's own for one thing that it does, which no task sees. Closing it removes all in it. */
public final class Scratch implements Closeable {
    private final Path path;

    private Scratch(Path path) {
        this.path = path;
    }

    /** A new folder of this name in the agent's. */
    static Scratch in(Path folder, String name) throws IOException {
        return new Scratch(Files.createDirectories(
                folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** A folder in it. */
    public Scratch folder(String name) throws IOException {
        return in(path, name);
    }

    /** Where a file is, or would be. */
    public Path file(String name) {
        return path.resolve(name);
    }

    /** What is in a file, without blanks at the ends; empty if there is none, or nothing in it. */
    public Optional<String> text(String name) {
        try {
            return Optional.of(
                            Files.readString(file(name), StandardCharsets.UTF_8).strip())
                    .filter(text -> !text.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Writes a file. */
    public Path write(String name, String text) throws IOException {
        return Files.writeString(file(name), text, StandardCharsets.UTF_8);
    }

    /** Removes a file; nothing happens if there is none. */
    public void delete(String name) {
        boolean unused = FileTree.delete(file(name));
    }

    @Override
    public void close() {
        boolean unused = FileTree.delete(path);
    }
}
