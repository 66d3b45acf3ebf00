package io.github.batchbench.fake.node.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern TREE = Pattern.compile("(\\d{1,18})-.*");
    private static final int MOST_ATTEMPTS = 50;
    private static final long PAUSE_NANOS = 20_000_000;

    private final Path path;
    private final FolderLock lock;
    private final @Nullable AgentHome home;
    private final AtomicLong trees = new AtomicLong();

    /** The trees that earlier agents have left and no node has yet. */
    private final Set<Path> leftTrees = ConcurrentHashMap.newKeySet();

    private AgentFolder(Path path, FolderLock lock, @Nullable AgentHome home) throws IOException {
        this.path = path;
        this.lock = lock;
        this.home = home;
        if (home != null) {
            findTrees(home.trees());
        }
    }

    private void findTrees(Path folder) throws IOException {
        long last = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path tree : all) {
                leftTrees.add(tree);
                Matcher numbered = TREE.matcher(String.valueOf(tree.getFileName()));
                last = numbered.matches() ? Math.max(last, Long.parseLong(numbered.group(1))) : last;
            }
        }
        trees.set(last);
    }

    /**
     * Makes the folder; the lock is there before the folder is.
     *
     * @param home where, null for where the system keeps such folders
     */
    public static AgentFolder open(@Nullable AgentHome home) {
        Path parent = home == null ? TEMPORARY : home.work();
        try {
            for (int attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
                Path folder = parent.toRealPath().resolve(newName());
                FolderLock lock = FolderLock.create(lockOf(folder));
                if (lock.hold()) {
                    makeOwn(folder, lock);
                    return new AgentFolder(folder, lock, home);
                }
            }
            throw new IOException("other processes remove its lock");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot make a folder for the nodes in " + parent + " (" + e.getMessage()
                            + "); let that be written to, or name another"
                            + (home == null ? ": -Djava.io.tmpdir=FOLDER" : ""),
                    e);
        }
    }

    private static String newName() {
        return PREFIX + ProcessHandle.current().pid() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    private static void makeOwn(Path folder, FolderLock lock) throws IOException {
        try {
            makeOwn(folder);
        } catch (IOException e) {
            lock.remove();
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

    /** The folder that all trees are in. */
    public Path trees() {
        return home == null ? path.resolve("nodes") : home.trees();
    }

    /** Whether the trees outlive the agent. */
    public boolean keepsTrees() {
        return home != null;
    }

    /** A number for a node's tree that no other tree has. */
    public long nextTree() {
        return trees.incrementAndGet();
    }

    /** Where a node's tree of this number is, or is to be; nothing is made. */
    public Path placeOfTree(long number, String nodeId) {
        return trees().resolve(number + "-" + nodeId);
    }

    /** A node has a tree that an earlier agent has left; false if there is none. */
    public boolean takeLeftTree(Path root) {
        return leftTrees.remove(root);
    }

    /**
     * What the watchdogs of earlier agents still kill is dead when this returns, unless one of them does not come to an end:
     * there is one where something has run.
     */
    public void awaitEarlier() {
        for (int attempt = 0; attempt < MOST_ATTEMPTS && isWatched(); attempt++) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean isWatched() {
        String own = PREFIX + ProcessHandle.current().pid() + "-";
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(Objects.requireNonNull(path.getParent()), PREFIX + "*")) {
            for (Path other : all) {
                if (!String.valueOf(other.getFileName()).startsWith(own) && Files.isDirectory(other.resolve("runs"))) {
                    return true;
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            // One has just gone.
            return true;
        }
    }

    /** Removes the trees that earlier agents have left and no node has taken. */
    public void removeLeftTrees() {
        for (Path tree : List.copyOf(leftTrees)) {
            if (FileTree.delete(tree)) {
                leftTrees.remove(tree);
            }
        }
    }

    /**
     * A node's tree, its root made now.
     *
     * @param root what {@link #placeOfTree} gave
     */
    public TaskFiles makeTree(Path root) throws IOException {
        Path above = home == null ? folder("nodes") : home.trees();
        TaskFiles files = openTree(root);
        makeOwn(above.resolve(root.getFileName()));
        return files;
    }

    /** A node's tree that is there. */
    public TaskFiles openTree(Path root) throws IOException {
        return new TaskFiles(root, folder("staging"));
    }

    /** Notes something as an empty file in a folder of it: another name of one file, as names are cheaper than files. */
    public void note(String folder, String file) throws IOException {
        Files.createLink(folder(folder).resolve(file), noted());
    }

    /** The one file that all notes are names of. */
    private Path noted() throws IOException {
        Path file = path.resolve("noted");
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            keep("noted", "");
        }
        return file;
    }

    /** Removes such a file; nothing happens if it is not there. */
    public void forget(String folder, String file) throws IOException {
        Files.deleteIfExists(path.resolve(folder).resolve(file));
    }

    /** A folder of this name in the one of that name, for one thing that the agent does. */
    public Scratch scratch(String folder, String name) throws IOException {
        return Scratch.in(folder(folder), name);
    }

    /** Writes a file in it, unless it is there already. */
    public synchronized void keep(String name, String text) throws IOException {
        Path file = path.resolve(name);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            Path fresh = Files.writeString(path.resolve(name + ".new"), text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Whether an agent still uses its folder; also if nobody can tell. */
    public static boolean isInUse(Path folder) {
        // To open and close a lock file of this JVM would release its lock.
        return String.valueOf(folder.getFileName())
                        .startsWith(PREFIX + ProcessHandle.current().pid() + "-")
                || FolderLock.isHeld(lockOf(folder));
    }

    /** The file beside a folder that is locked as long as somebody uses the folder. */
    public static Path lockOf(Path folder) {
        return folder.resolveSibling(folder.getFileName() + LOCK);
    }

    /** Removes the folders of JVMs that are gone. One that cannot be removed does not keep the others. */
    public void removeStale() {
        String own = PREFIX + ProcessHandle.current().pid() + "-";
        try (DirectoryStream<Path> locks =
                Files.newDirectoryStream(Objects.requireNonNull(path.getParent()), PREFIX + "*" + LOCK)) {
            UserPrincipal user = Files.getOwner(path);
            for (Path stale : locks) {
                String name = stale.getFileName().toString();
                // To open and close a lock file of this JVM would release its lock.
                if (!name.startsWith(own)) {
                    Path folder = stale.resolveSibling(name.substring(0, name.length() - LOCK.length()));
                    FolderLock.removeIfStale(stale, user, () -> FileTree.delete(folder));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Whoever comes next tries again.
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
                lock.remove();
            } else {
                lock.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + path, e);
        }
    }
}
