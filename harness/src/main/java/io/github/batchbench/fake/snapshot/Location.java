package io.github.batchbench.fake.snapshot;

import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder in which a fake keeps its state while it works. A request is answered when all that had happened by then is in the
 * folder, so what was answered outlives this process, however it ends. Who comes first writes for all who have come by then.
 * What happens without a request is written soon after. Thread-safe.
 */
public final class Location implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Location.class.getName());
    private static final String STATE = "state.sqlite";
    private static final FileAttribute<?> OWN_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final long SOON_NANOS = 20_000_000;
    private static final long AGAIN_NANOS = 1_000_000_000;

    private final Path folder;
    private final LocationLock lock;
    private final StateFile file;
    private final Checkpoints checkpoints;
    private final AtomicLong happened = new AtomicLong();
    private final ReentrantLock writing = new ReentrantLock();
    private final CountDownLatch opened = new CountDownLatch(1);
    private final Thread writer = new Thread(this::writeSoon, "batchbench-location");

    /** What has happened up to this is in the file. */
    private volatile long written;

    /** Whether the writer sleeps until something happens. */
    private volatile boolean idle;

    private volatile boolean stopped;

    /** Under the lock of writing. */
    private @Nullable ChangedRows changed;

    /** What is there from before, until it is put back. */
    private @Nullable ReadAhead reading;

    private Location(Path folder, LocationLock lock, StateFile file) {
        this.folder = folder;
        this.lock = lock;
        this.file = file;
        this.checkpoints = new Checkpoints(folder.resolve(STATE));
        writer.setDaemon(true);
    }

    /**
     * Takes a folder, which is made if it is not there.
     *
     * @throws SnapshotException if another process uses it, or it is of another version; the message says which
     */
    public static Location open(Path folder) {
        try {
            Files.createDirectories(folder, OWN_FOLDER);
            LocationLock lock = LocationLock.of(folder);
            try {
                Path state = folder.resolve(STATE);
                if (!Files.exists(state)) {
                    Files.createFile(state, StateFile.OWN);
                }
                Location location = new Location(folder.toRealPath(), lock, StateFile.along(state));
                location.reading = ReadAhead.of(location.folder.resolve(STATE));
                return location;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The location " + folder + " cannot be used: " + e, e);
        }
    }

    /**
     * The accounts of a folder, which a fake has to have that is to go on with it; empty if there is no state in it.
     *
     * @throws SnapshotException if it is of another version
     */
    public static Optional<Snapshot.Accounts> accounts(Path folder) {
        Path state = folder.resolve(STATE);
        try {
            if (!Files.exists(state) || Files.size(state) == 0) {
                return Optional.empty();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The location " + folder + " cannot be used: " + e, e);
        }
        try (StateFile file = StateFile.open(state, StateLayout.LOCATION)) {
            return KeptState.isIn(file) ? Optional.of(Snapshot.accounts(file)) : Optional.empty();
        }
    }

    /** What has this name in it; it need not be there. */
    public Path path(String name) {
        return folder.resolve(name);
    }

    /** An existing folder of this name in it, for its owner alone. */
    public Path folder(String... names) {
        Path path = folder;
        try {
            for (String name : names) {
                path = path.resolve(name);
                Files.createDirectories(path, OWN_FOLDER);
            }
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + path + " cannot be made: " + e, e);
        }
    }

    /**
     * From now on it goes along with a fake, which it puts into the state that there is, if there is one. Nothing is written, and
     * no request is answered, before {@link #serve}.
     *
     * @return whether there was a state
     * @throws IOException if it cannot be read
     */
    public boolean begin(Snapshot.Fake fake) throws IOException {
        writing.lock();
        try {
            ReadAhead ahead = reading;
            reading = null;
            Optional<KeptState> kept = ahead == null ? Optional.empty() : ahead.state();
            ChangedRows rows = new ChangedRows(file, fake, this::happens);
            changed = rows;
            if (kept.isPresent()) {
                rows.putBack(kept.get());
            }
            return kept.isPresent();
        } finally {
            writing.unlock();
        }
    }

    /** Whether time skipped ahead when the state was kept. */
    public boolean skippedAhead() {
        return file.read(StateKind.SNAPSHOT).stream()
                .anyMatch(row -> row.as(Snapshot.Head.class).skipsAhead());
    }

    /**
     * The beginning is over: it is written, and from now on requests are answered.
     *
     * @throws IOException if it cannot be written
     */
    public void serve() throws IOException {
        happens();
        writeAll();
        opened.countDown();
        writer.start();
    }

    /**
     * What is in the folder of this name beside what is known, such as folders of accounts that are no more.
     *
     * @param known the names of what is known
     */
    public List<Path> othersIn(String name, Set<String> known) {
        try (Stream<Path> all = Files.list(folder(name))) {
            return all.filter(each -> !known.contains(String.valueOf(each.getFileName())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + name + " of " + folder + " cannot be read: " + e, e);
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    /** Something has happened that is to be written. */
    private void happens() {
        happened.incrementAndGet();
        // Not while it sleeps for a moment: whoever waits for an answer writes, and it would only be in the way.
        if (idle) {
            LockSupport.unpark(writer);
        }
    }

    /** The same service, whose answers come when all is written that had happened by then. */
    public Handler keeping(Handler api) {
        return api.answeredBy(request -> {
            try {
                opened.await();
                Response answer = api.handle(request);
                if (mayChangeUnheard(request)) {
                    happens();
                }
                writeAll();
                return answer;
            } catch (IOException e) {
                return api.refuse(500, "What has happened cannot be kept: " + e.getMessage(), request);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return api.refuse(503, "The fake is being closed.", request);
            }
        });
    }

    /** What is not an entity does not say that it has changed. */
    private static boolean mayChangeUnheard(Request request) {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        return !reads || request.path().startsWith("/subscriptions");
    }

    /** Does several things that are written as one: all of it is in the file, or none. */
    public void atOnce(Runnable action) {
        writing.lock();
        try {
            action.run();
            happens();
        } finally {
            writing.unlock();
        }
    }

    /** All that has happened up to now is in the file when this returns. */
    private void writeAll() throws IOException {
        long upTo = happened.get();
        if (written >= upTo && !stopped) {
            return;
        }
        writing.lock();
        try {
            if (stopped) {
                throw new IOException("the fake is being closed");
            }
            if (written < upTo) {
                write();
            }
        } finally {
            writing.unlock();
        }
    }

    private void write() throws IOException {
        ChangedRows rows = changed;
        if (rows != null) {
            long upTo = happened.get();
            rows.write();
            written = upTo;
            checkpoints.logged(file.logged());
        }
    }

    private void writeSoon() {
        boolean failed = false;
        while (!stopped) {
            if (written >= happened.get()) {
                idle = true;
                if (written >= happened.get() && !stopped) {
                    LockSupport.park(this);
                }
                idle = false;
            } else {
                LockSupport.parkNanos(this, failed ? AGAIN_NANOS : SOON_NANOS);
                try {
                    writeAll();
                    failed = false;
                } catch (IOException | RuntimeException e) {
                    if (!failed && !stopped) {
                        LOG.log(Level.ERROR, "What happens cannot be kept in " + folder + ": it is tried again", e);
                    }
                    failed = true;
                }
            }
        }
    }

    /** Writes what has happened until now and nothing that happens from now on, such as the end of all that runs. */
    public void stop() {
        writing.lock();
        try {
            if (!stopped && opened.getCount() == 0) {
                write();
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "What happened last could not be kept in " + folder, e);
        } finally {
            stopped = true;
            opened.countDown();
            if (changed != null) {
                changed.stop();
                changed = null;
            }
            writing.unlock();
            LockSupport.unpark(writer);
        }
    }

    /** Lets go of the folder; what was kept stays. */
    @Override
    public void close() {
        stop();
        writing.lock();
        try (lock;
                file;
                checkpoints) {
            // All.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writing.unlock();
        }
    }
}
