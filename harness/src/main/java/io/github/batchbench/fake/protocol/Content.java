package io.github.batchbench.fake.protocol;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The body of a message, wherever it lies: a few bytes on the heap or gigabytes on disk. Can be opened repeatedly. */
public interface Content {
    /** No body. */
    Content EMPTY = of(new byte[0]);

    /** Length in bytes. */
    long length();

    /** A new stream of the bytes; the caller closes it. */
    InputStream open() throws IOException;

    /** A body on the heap; the array is not copied. */
    static Content of(byte[] bytes) {
        return new Content() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }

    /** A body of UTF-8 text. */
    static Content of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** All bytes; only for bodies known to be small. */
    default byte[] bytes() throws IOException {
        try (InputStream in = open()) {
            return in.readAllBytes();
        }
    }

    /**
     * Puts the bytes into a file, replacing what is there. A body that already lies on disk is moved, not copied, so
     * it must not be opened again.
     */
    default void moveTo(Path target) throws IOException {
        try (InputStream in = open()) {
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
