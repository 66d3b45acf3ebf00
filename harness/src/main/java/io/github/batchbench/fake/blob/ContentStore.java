package io.github.batchbench.fake.blob;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The directory that the content of an account lies in. Thread-safe. */
public final class ContentStore implements AutoCloseable {
    private final Path directory;
    private final AtomicLong count = new AtomicLong();

    /** Uses a directory, which belongs to the store from now on. */
    public ContentStore(Path directory) {
        try {
            this.directory = Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep blobs in " + directory, e);
        }
    }

    /** Where bodies may be spooled, so that they are moved into the store and not copied. */
    public Path directory() {
        return directory;
    }

    /** Fills a new file. */
    @FunctionalInterface
    public interface Source {
        /** Writes the file, which does not exist yet. */
        void writeTo(Path file) throws IOException;
    }

    /** Content made of what the source writes; the caller owns it. */
    public BlobContent add(Source source) {
        Path file = directory.resolve("content-" + count.incrementAndGet());
        try {
            source.writeTo(file);
            return BlobContent.of(new StoredFile(file, Files.size(file)), Files.size(file));
        } catch (IOException e) {
            remove(file);
            throw new UncheckedIOException("Cannot keep the content of a blob", e);
        } catch (RuntimeException e) {
            remove(file);
            throw e;
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the directory and all that is in it. */
    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + directory, e);
        }
    }
}
