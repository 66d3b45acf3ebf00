package io.github.batchbench.fake.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The file in a location that says by its lock that a fake uses it, and whose process that is. The system takes the lock away when
 * the process ends, however it does.
 */
final class LocationLock implements AutoCloseable {
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private LocationLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock of a folder.
     *
     * @throws SnapshotException if another fake has it; the message names its process
     */
    static LocationLock of(Path folder) throws IOException {
        Path file = folder.toRealPath().resolve("lock");
        // To open and close a lock file of this process would release its lock.
        if (!OWN.add(file)) {
            throw inUse(folder, ProcessHandle.current().pid() + " (this one)");
        }
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                StateFile.OWN);
        LocationLock lock = new LocationLock(file, channel);
        boolean held = false;
        try {
            held = channel.tryLock() != null;
            if (!held) {
                throw inUse(folder, Files.readString(file).strip());
            }
            lock.sign();
            return lock;
        } finally {
            if (!held) {
                lock.close();
            }
        }
    }

    private void sign() throws IOException {
        ByteBuffer own =
                StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n");
        FileChannel unused = channel.truncate(0);
        while (own.hasRemaining()) {
            int written = channel.write(own);
            if (written == 0) {
                throw new IOException("Nothing can be written to " + file);
            }
        }
    }

    private static SnapshotException inUse(Path folder, String process) {
        return new SnapshotException(
                "The location " + folder + " is used by process " + process + ": end that, or take another folder.");
    }

    /** Lets go of the folder. */
    @Override
    public void close() throws IOException {
        channel.close();
        OWN.remove(file);
    }
}
