package io.github.batchbench.fake.agent;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The files of a node. Paths are relative to the node's root, with slashes, already decoded; one that leaves the root
 * is as if it did not exist. Safe while tasks write.
 */
public interface NodeFiles {
    /**
     * A file or directory.
     *
     * @param path relative to the node's root
     * @param length in bytes, 0 for a directory
     * @param mode octal as {@code ls} knows it, for example {@code 0o100644}
     */
    record Entry(
            String path,
            boolean directory,
            long length,
            Instant created,
            Instant modified,
            String mode,
            String contentType) {}

    /** What lies directly in the directory, or below it, sorted by path; empty if there is no such directory. */
    List<Entry> list(String directory, boolean recursive) throws IOException;

    /** What is at the path. */
    Optional<Entry> entry(String path) throws IOException;

    /** The bytes from an offset on, at most {@code length} of them; the caller closes it. */
    InputStream open(String path, long offset, long length) throws IOException;

    /** Removes a file or an empty directory, or a whole tree; nothing happens if it is not there. */
    void delete(String path, boolean recursive) throws IOException;
}
