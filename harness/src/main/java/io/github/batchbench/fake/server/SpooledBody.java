package io.github.batchbench.fake.server;

import io.github.batchbench.fake.protocol.Content;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A request's body: a short one on the heap, a long one in a file that goes with the request unless it is moved. It is
 * added to while it arrives, by one thread at a time, and read afterwards.
 */
final class SpooledBody implements Content, AutoCloseable {
    /** So that hundreds of requests at once fit into a small heap. */
    private static final int HEAP_LIMIT = 256 << 10;

    private final Path directory;
    private ByteArrayOutputStream heap = new ByteArrayOutputStream(0);
    private @Nullable SpoolFile file;

    /** A body without bytes. */
    SpooledBody(Path directory) {
        this.directory = directory;
    }

    /** Adds the first bytes of the array. */
    void add(byte[] bytes, int count) throws IOException {
        SpoolFile spooled = file;
        if (spooled == null && heap.size() + count <= HEAP_LIMIT) {
            heap.write(bytes, 0, count);
            return;
        }
        if (spooled == null) {
            spooled = new SpoolFile(directory);
            file = spooled;
            spooled.write(heap.toByteArray(), heap.size());
            heap = new ByteArrayOutputStream(0);
        }
        spooled.write(bytes, count);
    }

    /** Nothing more comes. */
    void finish() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    @Override
    public long length() {
        return file == null ? heap.size() : file.length();
    }

    @Override
    public InputStream open() throws IOException {
        return file == null ? new ByteArrayInputStream(heap.toByteArray()) : Files.newInputStream(written(file));
    }

    @Override
    public byte[] bytes() throws IOException {
        return file == null ? heap.toByteArray() : Content.super.bytes();
    }

    @Override
    public void moveTo(Path target) throws IOException {
        if (file == null) {
            Files.write(target, heap.toByteArray());
        } else {
            Files.move(written(file), target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Path written(SpoolFile spooled) throws IOException {
        Path path = spooled.path();
        if (path == null) {
            IOException trouble = spooled.trouble();
            throw new IOException(
                    "The body of the request could not be kept: " + (trouble == null ? "" : trouble.getMessage()),
                    trouble);
        }
        return path;
    }

    /** Drops what has not been moved. */
    @Override
    public void close() {
        heap = new ByteArrayOutputStream(0);
        try {
            if (file != null) {
                file.remove();
            }
        } catch (IOException e) {
            // It goes with the fake's folder.
        }
    }
}
