package io.github.batchbench.fake.server;

import io.github.batchbench.fake.protocol.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** A request's body: a short one on the heap, a long one in a file that goes with the request unless it is moved. */
final class SpooledBody implements Content, AutoCloseable {
    /** So that 64 requests at once hold 16 MiB at most. */
    private static final int HEAP_LIMIT = 256 << 10;

    private final byte[] head;
    private final @Nullable Path file;
    private final long length;

    private SpooledBody(byte[] head, @Nullable Path file, long length) {
        this.head = head;
        this.file = file;
        this.length = length;
    }

    static SpooledBody read(InputStream in, Path directory) throws IOException {
        byte[] head = in.readNBytes(HEAP_LIMIT);
        if (head.length < HEAP_LIMIT) {
            return new SpooledBody(head, null, head.length);
        }
        Path file = Files.createTempFile(directory, "body-", ".tmp");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(head);
            long length = head.length + in.transferTo(out);
            return new SpooledBody(new byte[0], file, length);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public InputStream open() throws IOException {
        return file == null ? new ByteArrayInputStream(head) : Files.newInputStream(file);
    }

    @Override
    public void moveTo(Path target) throws IOException {
        if (file == null) {
            Files.write(target, head);
        } else {
            Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
