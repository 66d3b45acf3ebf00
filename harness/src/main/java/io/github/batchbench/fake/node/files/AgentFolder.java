package io.github.batchbench.fake.node.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The temporary folder of one node agent, {@code batchbench-PID-…} where the system keeps such folders, for its user
 * alone. It is removed when the agent closes, by a shutdown hook when the JVM ends, by a watchdog when the JVM is killed,
 * and by the next agent of any JVM should all this have failed: a folder whose lock nobody holds has no owner. So the
 * lock is there before the folder is, and goes after it.
 */
public final class AgentFolder implements AutoCloseable {
    private static final String PREFIX = "batchbench-";
    private static final String LOCK = ".lock";
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));
    private static final FileAttribute<?> OWN_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OWN_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final int MOST_ATTEMPTS = 50;
    private static final long PAUSE_NANOS = 20_000_000;

    private final Path path;
    private final FileChannel lockFile;
    private final AtomicLong trees = new AtomicLong();

    private AgentFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /** Makes the folder; the lock is there before the folder is. */
    public static AgentFolder open() {
        try {
            for (int attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
                Path folder = TEMPORARY.toRealPath().resolve(newName());
                FileChannel lockFile = locked(lockOf(folder));
                if (lockFile != null) {
                    makeOwn(folder, lockFile);
                    return new AgentFolder(folder, lockFile);
                }
            }
            throw new IOException("other processes remove its lock");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot make a folder for the nodes in " + TEMPORARY + " (" + e.getMessage()
                            + "); let that be written to, or name another: -Djava.io.tmpdir=FOLDER",
                    e);
        }
    }

    private static String newName() {
        return PREFIX + ProcessHandle.current().pid() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A new file, locked; null if somebody who tidies up locked it first, took it for a stale one and removed it. */
    private static @Nullable FileChannel locked(Path file) throws IOException {
        Files.createFile(file, OWN_FILE);
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
        } catch (NoSuchFileException removed) {
            return null;
        }
        try {
            FileLock lock = channel.lock();
            if (lock.isValid() && Files.exists(file)) {
                return channel;
            }
        } catch (IOException e) {
            Files.deleteIfExists(file);
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    private static void makeOwn(Path folder, FileChannel lockFile) throws IOException {
        try {
            makeOwn(folder);
        } catch (IOException e) {
            Files.deleteIfExists(lockOf(folder));
            lockFile.close();
            throw e;
        }
    }

    /** The umask can only take permissions away from what is asked for: the owner's are given back. */
    private static void makeOwn(Path folder) throws IOException {
        Files.createDirectory(folder, OWN_FOLDER);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    /** The folder, free of links. */
    public Path path() {
        return path;
    }

    /** The folder's name: nobody else on this machine has it. */
    public String name() {
        return path.getFileName().toString();
    }

    /** An existing folder of this name in it, for its user alone. */
    public Path folder(String name) throws IOException {
        Path folder = path.resolve(name);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            synchronized (this) {
                if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    makeOwn(folder);
                }
            }
        }
        return folder;
    }

    /** Where a node's tree is to be, below {@code nodes}, unlike that of any other; nothing is made. */
    public Path placeOfTree(String nodeId) {
        return path.resolve("nodes").resolve(trees.incrementAndGet() + "-" + nodeId);
    }

    /**
     * A node's tree, its root made now.
     *
     * @param root what {@link #placeOfTree} gave
     */
    public TaskFiles makeTree(Path root) throws IOException {
        Path above = folder("nodes");
        TaskFiles files = new TaskFiles(root, folder("staging"));
        makeOwn(above.resolve(root.getFileName()));
        return files;
    }

    /** Makes an empty file in a folder of it. */
    public void note(String folder, String file) throws IOException {
        Files.createFile(folder(folder).resolve(file));
    }

    /** Removes such a file; nothing happens if it is not there. */
    public void forget(String folder, String file) throws IOException {
        Files.deleteIfExists(path.resolve(folder).resolve(file));
    }

    /** The file beside a folder that is locked as long as somebody uses the folder. */
    public static Path lockOf(Path folder) {
        return folder.resolveSibling(folder.getFileName() + LOCK);
    }

    /** Removes the folders of JVMs that are gone. One that cannot be removed does not keep the others. */
    public void removeStale() {
        String own = PREFIX + ProcessHandle.current().pid() + "-";
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(TEMPORARY.toRealPath(), PREFIX + "*" + LOCK)) {
            for (Path lock : locks) {
                // To open and close a lock file of this JVM would release its lock.
                if (!lock.getFileName().toString().startsWith(own)) {
                    removeIfStale(lock);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Whoever comes next tries again.
            return;
        }
    }

    private void removeIfStale(Path lock) {
        try {
            PosixFileAttributes attributes =
                    Files.readAttributes(lock, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            // What is a FIFO now, or another user's, cannot become a lock of ours: the folder is sticky.
            if (!attributes.isRegularFile() || !attributes.owner().equals(Files.getOwner(path))) {
                return;
            }
            // For reading, too: a FIFO would not block.
            try (FileChannel channel = FileChannel.open(
                            lock, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                    FileLock held = channel.tryLock()) {
                String name = lock.getFileName().toString();
                if (held != null
                        && FileTree.delete(lock.resolveSibling(name.substring(0, name.length() - LOCK.length())))) {
                    Files.deleteIfExists(lock);
                }
            }
        } catch (IOException e) {
            // Somebody else tidies up as well, or it is another user's: nothing of ours is lost.
            return;
        }
    }

    /**
     * Removes the folder, and its lock when it is gone: what a process still writes while it dies is removed again. What
     * cannot be removed keeps its lock file, so that the next agent finds it.
     */
    @Override
    public void close() {
        boolean gone = FileTree.delete(path);
        for (int attempt = 0; !gone && attempt < MOST_ATTEMPTS; attempt++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            gone = FileTree.delete(path);
        }
        try {
            if (gone) {
                Files.deleteIfExists(lockOf(path));
            }
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + path, e);
        }
    }
}
