package io.github.batchbench.fake.node.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;

/**
 * A file of the agent's own, where no task can lay anything: for what a process of the agent's says, which it appends. One is used again
 * and again, and never emptied: a file system may be slow to make files where many were removed a moment ago, and writes at
 * once what takes the place of something. Not thread-safe.
 */
public final class OwnFile implements Closeable {
    private static final long LONGEST = 4096;

    private final Path path;
    private final Queue<OwnFile> idle;
    private long before;

    /** Makes it. */
    OwnFile(Path path, Queue<OwnFile> idle) throws IOException {
        this.path = Files.createFile(path);
        this.idle = idle;
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** What has been appended since it was taken. */
    public String text() throws IOException {
        byte[] all = Files.readAllBytes(path);
        return new String(all, (int) before, all.length - (int) before, StandardCharsets.ISO_8859_1);
    }

    /** Gives it back; nobody appends any more. */
    @Override
    public void close() throws IOException {
        before = Files.size(path);
        if (before < LONGEST) {
            idle.add(this);
        } else {
            Files.deleteIfExists(path);
        }
    }
}
