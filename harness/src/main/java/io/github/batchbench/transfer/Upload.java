package io.github.batchbench.transfer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Something to be uploaded under a blob's name: a file, or some bytes. Immutable. */
public final class Upload {
    private final String blob;
    private final @Nullable Path file;
    private final byte[] bytes;

    private Upload(String blob, @Nullable Path file, byte[] bytes) {
        this.blob = blob;
        this.file = file;
        this.bytes = bytes;
    }

    /** A file of any size. */
    public static Upload of(String blob, Path file) {
        return new Upload(blob, file, new byte[0]);
    }

    /** Some bytes; the array is not copied. */
    public static Upload of(String blob, byte[] bytes) {
        return new Upload(blob, null, bytes);
    }

    /** The blob's name. */
    public String blob() {
        return blob;
    }

    @Nullable
    Path file() {
        return file;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where it comes from, for people. */
    String origin() {
        return file == null ? blob : file.toString();
    }

    long size() {
        try {
            return file == null ? bytes.length : Files.size(file);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    Md5 md5() {
        try (InputStream in = file == null ? new ByteArrayInputStream(bytes) : Files.newInputStream(file)) {
            return Md5.of(in);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private UncheckedIOException unreadable(IOException cause) {
        return new UncheckedIOException("Cannot read " + origin() + ": " + cause, cause);
    }
}
