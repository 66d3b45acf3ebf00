package io.github.batchbench.fake.node.files;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Opens a file that a task can still change. Whoever opens a FIFO waits for its other end, perhaps for ever, and Java
 * cannot open without waiting. So only what was seen to be a regular file is opened; should a FIFO take its place in
 * that moment, a thread of its own waits, and is let go by an other end.
 */
final class GuardedOpen {
    private static final long LOOK_MILLIS = 50;
    private static final int MOST_LOOKS = 100;
    private static final Executor THREADS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                Thread thread = new Thread(work, "batchbench-open");
                thread.setDaemon(true);
                return thread;
            });

    private final Folder folder;
    private final Path name;

    private GuardedOpen(Folder folder, Path name) {
        this.folder = folder;
        this.name = name;
    }

    /**
     * Opens a regular file to read it.
     *
     * @throws NoSuchFileException if there is none of this name
     */
    static SeekableByteChannel read(Folder folder, Path name) throws IOException {
        GuardedOpen opening = new GuardedOpen(folder, name);
        PosixFileAttributes before = opening.regular();
        SeekableByteChannel channel = opening.open();
        try {
            // A FIFO has no position.
            channel.position();
            if (Objects.equals(opening.regular().fileKey(), before.fileKey())) {
                return channel;
            }
        } catch (IOException e) {
            channel.close();
            throw opening.none();
        }
        channel.close();
        throw opening.none();
    }

    private PosixFileAttributes regular() throws IOException {
        PosixFileAttributes attributes = folder.attributes(name);
        if (!attributes.isRegularFile()) {
            throw none();
        }
        return attributes;
    }

    private NoSuchFileException none() {
        return new NoSuchFileException(folder.path().resolve(name).toString(), null, "not a regular file");
    }

    private SeekableByteChannel open() throws IOException {
        CompletableFuture<SeekableByteChannel> opened = new CompletableFuture<>();
        THREADS.execute(() -> {
            try {
                SeekableByteChannel channel = folder.open(name, StandardOpenOption.READ);
                if (!opened.complete(channel)) {
                    channel.close();
                }
            } catch (IOException | RuntimeException e) {
                opened.completeExceptionally(e);
            }
        });
        for (int look = 0; look < MOST_LOOKS; look++) {
            try {
                return opened.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                letGo();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException problem ? problem : new IOException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                giveUp(opened);
                throw new InterruptedIOException("Interrupted while opening " + name);
            }
        }
        giveUp(opened);
        throw none();
    }

    /** Closes what was opened at the last moment; what is opened later, the opener closes. */
    private static void giveUp(CompletableFuture<SeekableByteChannel> opened) throws IOException {
        if (!opened.cancel(false) && !opened.isCompletedExceptionally()) {
            opened.join().close();
        }
    }

    /** A FIFO that is opened for both ends never waits, and ends the wait of all others. */
    private void letGo() {
        try {
            if (folder.attributes(name).isOther()) {
                folder.open(name, StandardOpenOption.READ, StandardOpenOption.WRITE)
                        .close();
            }
        } catch (IOException e) {
            // It is gone, or has become something else: the next look finds out.
            return;
        }
    }
}
