package io.github.batchbench.fake.node.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A file that is written where no task can see it, and then placed in a node's tree. Not thread-safe. */
public final class NewFile implements Closeable {
    private final TaskFiles files;
    private final Path path;
    private final OutputStream stream;

    NewFile(TaskFiles files, Path path) throws IOException {
        this.files = files;
        this.path = path;
        this.stream = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Where its content goes, also after it was placed. Closed with the file. */
    public OutputStream stream() {
        return stream;
    }

    /** Where it is until it is placed: for who can only be told a path. */
    public Path path() {
        return path;
    }

    /** Sets its permissions, whatever the umask; before it is placed. */
    public void permit(Set<PosixFilePermission> permissions) throws IOException {
        Files.setPosixFilePermissions(path, permissions);
    }

    /** Puts it at a path, in place of whatever is there; what is open writes on. */
    public void place(Path relative) throws IOException {
        files.place(path, relative);
    }

    /** The same, and it also stays at its own path until it is closed. */
    public void placeAndKeep(Path relative) throws IOException {
        Path second = path.resolveSibling(path.getFileName() + "-2");
        Files.createLink(second, path);
        try {
            files.place(second, relative);
        } finally {
            Files.deleteIfExists(second);
        }
    }

    /** Closes the stream; a file that was not placed is removed. */
    @Override
    public void close() throws IOException {
        try (stream) {
            Files.deleteIfExists(path);
        }
    }
}
