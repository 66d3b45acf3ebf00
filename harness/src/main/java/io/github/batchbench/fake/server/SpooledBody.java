package io.github.batchbench.fake.server;

import io.github.batchbench.fake.protocol.Content;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
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
    private final @Nullable IOException trouble;

    private SpooledBody(byte[] head, @Nullable Path file, long length, @Nullable IOException trouble) {
        this.head = head;
        this.file = file;
        this.length = length;
        this.trouble = trouble;
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
            return new SpooledBody(bytes, null, length, null);
        }
        byte[] head = announced < 0 ? in.readNBytes(HEAD) : new byte[0];
        if (announced < 0 && head.length < HEAD) {
            return new SpooledBody(head, null, head.length, null);
        }
        return spool(head, in, directory);
    }

    private static SpooledBody spool(byte[] head, InputStream in, Path directory) throws IOException {
        try (SpoolFile file = new SpoolFile(directory)) {
            try {
                file.write(head, head.length);
                byte[] buffer = new byte[BUFFER];
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    file.write(buffer, count);
                }
            } catch (IOException | RuntimeException e) {
                file.remove();
                throw e;
            }
            return new SpooledBody(new byte[0], file.path(), file.length(), file.trouble());
        }
    }

    private void check() throws IOException {
        if (trouble != null) {
            throw new IOException("The body of the request could not be kept: " + trouble.getMessage(), trouble);
        }
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public InputStream open() throws IOException {
        check();
        return file == null ? new ByteArrayInputStream(head) : Files.newInputStream(file);
    }

    @Override
    public void moveTo(Path target) throws IOException {
        check();
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
