package io.github.batchbench.fake.snapshot;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The state in a location, read while the servers are made: to read all rows is most of a start. Thread-safe. */
final class ReadAhead {
    private final Path state;
    private final FutureTask<Optional<KeptState>> reading;

    private ReadAhead(Path state) {
        this.state = state;
        this.reading = new FutureTask<>(this::read);
    }

    /** Reads a file from now on, which nobody writes meanwhile. */
    static ReadAhead of(Path state) {
        ReadAhead ahead = new ReadAhead(state);
        Thread reader = new Thread(ahead.reading, "batchbench-location-reader");
        reader.setDaemon(true);
        reader.start();
        return ahead;
    }

    private Optional<KeptState> read() {
        try (StateFile own = StateFile.open(state, StateLayout.LOCATION)) {
            return KeptState.isIn(own) ? Optional.of(KeptState.read(own)) : Optional.empty();
        }
    }

    /**
     * What is in the file, when it has been read.
     *
     * @throws SnapshotException if it cannot be read
     */
    Optional<KeptState> state() throws IOException {
        try {
            return reading.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SnapshotException wrong ? wrong : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The state in " + state + " was not waited for.");
        }
    }
}
