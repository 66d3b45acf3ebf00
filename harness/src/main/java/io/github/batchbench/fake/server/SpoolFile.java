package io.github.batchbench.fake.server;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that takes up a long body. If it cannot be written the rest is dropped and the trouble noted, so that the request
 * is read to its end and gets a proper answer.
 */
final class SpoolFile implements Closeable {
    private @Nullable Path path;
    private @Nullable OutputStream out;
    private @Nullable IOException trouble;
    private long length;

    SpoolFile(Path directory) throws IOException {
        try {
            path = Files.createTempFile(directory, "body-", ".tmp");
            out = Files.newOutputStream(path);
        } catch (IOException e) {
            fail(e);
        }
    }

    void write(byte[] bytes, int count) throws IOException {
        length += count;
        OutputStream open = out;
        if (open != null) {
            try {
                open.write(bytes, 0, count);
            } catch (IOException e) {
                fail(e);
            }
        }
    }

    private void fail(IOException e) throws IOException {
        trouble = e;
        remove();
    }

    /** Drops what there is. */
    void remove() throws IOException {
        close();
        if (path != null) {
            Files.deleteIfExists(path);
            path = null;
        }
    }

    /** The file; null if it could not be written. */
    @Nullable
    Path path() {
        return path;
    }

    /** Why it could not be written, null if it could. */
    @Nullable
    IOException trouble() {
        return trouble;
    }

    /** How many bytes came. */
    long length() {
        return length;
    }

    /** Nothing more comes; the file stays. */
    @Override
    public void close() throws IOException {
        OutputStream open = out;
        out = null;
        if (open != null) {
            open.close();
        }
    }
}
