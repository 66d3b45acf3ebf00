package io.github.batchbench.fake.snapshot;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Copies what is in the log of a state file to its place in the file, now and then, by a thread of its own and another connection:
 * whoever waits for an answer does not wait for that, too. What is written meanwhile stays in the log. Not thread-safe.
 */
final class Checkpoints implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Checkpoints.class.getName());
    private static final long DUE_BYTES = 24L << 20;

    private final Path path;
    private final ExecutorService copying = Executors.newSingleThreadExecutor(action -> {
        Thread thread = new Thread(action, "batchbench-checkpoints");
        thread.setDaemon(true);
        return thread;
    });
    private long copied;

    /** Of a file that is there. */
    Checkpoints(Path path) {
        this.path = path;
    }

    /** So many bytes have been logged by now. */
    void logged(long bytes) {
        if (bytes - copied > DUE_BYTES) {
            copied = bytes;
            copying.execute(this::copy);
        }
    }

    private void copy() {
        try (Connection database = StateFile.connect(path);
                Statement statement = database.createStatement()) {
            statement.execute("pragma wal_checkpoint(passive)");
        } catch (SQLException | SnapshotException e) {
            // It stays in the log, and is tried again with the rest.
            LOG.log(Level.DEBUG, "The log of " + path + " cannot be copied now", e);
        }
    }

    /** Waits for what is being copied. */
    @Override
    public void close() {
        copying.shutdown();
        try {
            boolean ignored = copying.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
