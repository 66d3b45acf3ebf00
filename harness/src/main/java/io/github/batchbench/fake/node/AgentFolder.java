package io.github.batchbench.fake.node;

import io.github.batchbench.fake.node.files.FileTree;
import io.github.batchbench.fake.node.processes.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * The temporary folder of one node agent, {@code batchbench-PID-…} where the system keeps such folders. It is removed
 * when the agent closes, by a shutdown hook when the JVM ends, by the {@link Watchdog} when the JVM is killed, and by
 * the next agent of any JVM should all this have failed: a folder whose lock nobody holds has no owner.
 */
final class AgentFolder implements AutoCloseable {
    private static final String PREFIX = "batchbench-";
    private static final String LOCK = ".lock";
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    private final Path folder;
    private final FileChannel lockFile;

    private AgentFolder(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    /** Makes the folder; the lock is there before the folder is. */
    static AgentFolder open() {
        try {
            String name = PREFIX + ProcessHandle.current().pid() + "-"
                    + UUID.randomUUID().toString().substring(0, 8);
            Path folder = TEMPORARY.toRealPath().resolve(name);
            FileChannel lockFile =
                    FileChannel.open(lockOf(folder), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            FileLock lock = lockFile.lock();
            if (!lock.isValid()) {
                throw new IOException("The lock of " + folder + " was lost.");
            }
            Files.createDirectory(folder);
            return new AgentFolder(folder, lockFile);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot make a folder for the nodes in " + TEMPORARY + " (" + e.getMessage()
                            + "); let that be written to, or name another: -Djava.io.tmpdir=FOLDER",
                    e);
        }
    }

    Path path() {
        return folder;
    }

    /** A place, used once, to move what is to be removed to. */
    Path waste() {
        return folder.resolve("waste-" + UUID.randomUUID());
    }

    /** The folder's name: nobody else on this machine has it. */
    String name() {
        return folder.getFileName().toString();
    }

    static Path lockOf(Path folder) {
        return folder.resolveSibling(folder.getFileName() + LOCK);
    }

    /** Removes the folders of JVMs that are gone. */
    static void removeStale() {
        String own = PREFIX + ProcessHandle.current().pid() + "-";
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(TEMPORARY.toRealPath(), PREFIX + "*" + LOCK)) {
            for (Path lock : locks) {
                // To open and close a lock file of this JVM would release its lock.
                if (!lock.getFileName().toString().startsWith(own)) {
                    removeIfStale(lock);
                }
            }
        } catch (IOException e) {
            // Another JVM tidies up as well, or the folder is another user's: nothing of ours is lost.
            return;
        }
    }

    private static void removeIfStale(Path lock) throws IOException {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            if (held != null) {
                String name = lock.getFileName().toString();
                FileTree.delete(lock.resolveSibling(name.substring(0, name.length() - LOCK.length())));
                Files.deleteIfExists(lock);
            }
        }
    }

    @Override
    public void close() {
        FileTree.delete(folder);
        try {
            Files.deleteIfExists(lockOf(folder));
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + folder, e);
        }
    }
}
