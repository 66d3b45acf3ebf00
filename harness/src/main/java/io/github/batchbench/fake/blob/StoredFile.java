package io.github.batchbench.fake.blob;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A file of content, deleted when nothing uses it any more. It only grows: what is there stays as it is. */
final class StoredFile {
    /** A length that is found out when it is needed. */
    static final long UNKNOWN = -1;

    private final Path path;
    private final Consumer<Path> removal;
    private final AtomicInteger users = new AtomicInteger(1);
    private long length;

    /**
     * A file that has one user, its creator.
     *
     * @param removal what is done with it when nobody uses it any more
     */
    StoredFile(Path path, long length, Consumer<Path> removal) {
        this.path = path;
        this.removal = removal;
        this.length = length;
    }

    Path path() {
        return path;
    }

    void retain() {
        users.incrementAndGet();
    }

    void release() {
        if (users.decrementAndGet() == 0) {
            removal.accept(path);
        }
    }

    /** Appends if nothing was appended since the file had the given length; says whether it did. */
    synchronized boolean append(long expectedLength, InputStream more, long moreLength) throws IOException {
        if (length == UNKNOWN) {
            length = Files.size(path);
        }
        if (length != expectedLength) {
            return false;
        }
        try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.APPEND)) {
            more.transferTo(out);
        } catch (IOException e) {
            // A part of it may be there: the next one must not come after that.
            try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
                FileChannel ignored = file.truncate(length);
            }
            throw e;
        }
        length += moreLength;
        return true;
    }
}
