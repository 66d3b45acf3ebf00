package io.github.batchbench.api;

import io.github.batchbench.fake.snapshot.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The state of a fake in files: accounts with their keys, pools and nodes with their files, jobs, tasks, schedules, blobs,
 * the clock. A file is an SQLite database, which {@link FakeAzureOptions#withFrom} also takes. Thread-safe; one at a time.
 */
public final class Snapshots {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");
    private static final String END = ".sqlite";

    private final FakeAzure azure;
    private final Snapshot snapshot;
    private final Supplier<Path> folder;

    Snapshots(FakeAzure azure, FakeServices services, FakeAzureOptions options) {
        this.azure = azure;
        this.snapshot = new Snapshot(services.state());
        Path kept = options.beginning().snapshots();
        this.folder = () -> kept == null ? services.scratch("snapshots") : kept;
    }

    /**
     * Saves the state to a file, in place of one that is there. It has the accounts' keys, and is for its owner alone.
     *
     * @throws UncheckedIOException if it cannot be written; what was there stays then
     * @throws IllegalArgumentException if SQLite is not on the class path
     */
    public synchronized void save(Path file) {
        try {
            snapshot.save(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The snapshot " + file + " cannot be written: " + e, e);
        }
    }

    /**
     * Puts the fake into the state of a file; what was there is gone, what ran has ended. Tasks that ran when it was saved are
     * back in the queue, as after a reboot of their nodes. In virtual time it is again when it was saved. Stubs and scripts
     * stay, and so does the journal; faults of pools and holds end.
     *
     * @throws IllegalArgumentException if it is no snapshot, one of another format, or of a Batch account of another name
     * @throws UncheckedIOException if it cannot be read
     */
    public synchronized void restore(Path file) {
        azure.atOnce(() -> {
            try {
                snapshot.restore(file);
            } catch (IOException e) {
                throw new UncheckedIOException("The snapshot " + file + " cannot be read: " + e, e);
            }
            if (Snapshot.skipsAhead(file)) {
                azure.clock().skipAhead();
            }
        });
    }

    /**
     * Saves the state under a name, in place of what has it; see {@link #save(Path)}.
     *
     * @param name letters, digits, dots, hyphens and underscores
     * @return the file
     */
    public synchronized Path save(String name) {
        Path file = file(name);
        try {
            Files.createDirectories(folder.get());
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder.get() + " cannot be made: " + e, e);
        }
        save(file);
        return file;
    }

    /**
     * Puts the fake into the state that was saved under a name; see {@link #restore(Path)}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public synchronized void restore(String name) {
        restore(file(name));
    }

    /** The names of those that are there, sorted. */
    public List<String> names() {
        if (!Files.isDirectory(folder.get())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.get())) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(END))
                    .map(name -> name.substring(0, name.length() - END.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name
                    + "' cannot be the name of a snapshot: take letters, digits, dots," + " hyphens and underscores.");
        }
        return folder.get().resolve(name + END);
    }
}
