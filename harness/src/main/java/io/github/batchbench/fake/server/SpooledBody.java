package io.github.batchbench.fake.server;

import io.github.batchbench.fake.protocol.Content;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** A request's body: a short one on the heap, a long one in a file that goes with the request unless it is moved. */
final class SpooledBody implements Content, AutoCloseable {
    /** So that 64 requests at once hold 64 MiB at most. */
    private static final int HEAP_LIMIT = 1 << 20;

    private static final int BUFFER = 128 << 10;

    /** How much is read of a body of unknown length before it is spooled. */
    private static final int HEAD = 64 << 10;

    private final byte[] head;
    private final @Nullable Path file;
    private final long length;

    private SpooledBody(byte[] head, @Nullable Path file, long length) {
        this.head = head;
        this.file = file;
        this.length = length;
    }

    /**
     * Reads a body to its end.
     *
     * @param announced its length, negative if nobody said
     */
    static SpooledBody read(InputStream in, long announced, Path directory) throws IOException {
        if (announced >= 0 && announced <= HEAP_LIMIT) {
            byte[] bytes = new byte[(int) announced];
            int length = in.readNBytes(bytes, 0, bytes.length);
            if (length < bytes.length) {
                throw new EOFException("a body ended after %d of %d bytes".formatted(length, announced));
            }
            return new SpooledBody(bytes, null, length);
        }
        byte[] head = announced < 0 ? in.readNBytes(HEAD) : new byte[0];
        if (announced < 0 && head.length < HEAD) {
            return new SpooledBody(head, null, head.length);
        }
        Path file = Files.createTempFile(directory, "body-", ".tmp");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(head);
            return new SpooledBody(new byte[0], file, head.length + copy(in, out));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static long copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long length = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
            length += count;
        }
        return length;
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
