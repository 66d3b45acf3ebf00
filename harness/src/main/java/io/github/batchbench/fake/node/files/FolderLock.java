package io.github.batchbench.fake.node.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The file beside an agent's folder that says by its lock that somebody uses the folder. The system takes the lock away when
 * the process ends. Between its making and its locking it looks like one that was left behind, so another process that
 * tidies up may remove it then; who makes it is told, and makes another.
 */
final class FolderLock implements AutoCloseable {
    private static final FileAttribute<?> OWN_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Makes the file, which nobody else may have made, and does not lock it yet. */
    static FolderLock create(Path file) throws IOException {
        return new FolderLock(
                file,
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWN_FILE));
    }

    /** Locks it; false if somebody who tidied up had it first: then it is closed, and its file is gone. */
    boolean hold() throws IOException {
        try {
            FileLock lock = channel.lock();
            if (lock.isValid() && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
        } catch (IOException e) {
            remove();
            throw e;
        }
        close();
        return false;
    }

    /** Removes the file and lets go of the lock. */
    void remove() throws IOException {
        try {
            Files.deleteIfExists(file);
        } finally {
            close();
        }
    }

    /** Lets go of the lock and leaves the file, for whoever tidies up next. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Whether somebody holds a lock file, also if nobody can tell; not if it is not there. */
    static boolean isHeld(Path file) {
        try (FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock held = channel.tryLock()) {
            return held == null;
        } catch (NoSuchFileException gone) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Removes a lock file that nobody holds, together with what it stood for.
     *
     * @param user whose files may be removed
     * @param deletion removes what it stood for, under the lock; false if something is left, which keeps the file
     */
    static void removeIfStale(Path file, UserPrincipal user, BooleanSupplier deletion) {
        try {
            PosixFileAttributes attributes =
                    Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            // What is a FIFO now, or another user's, cannot become a lock of ours: the folder is sticky.
            if (!attributes.isRegularFile() || !attributes.owner().equals(user)) {
                return;
            }
            // For reading, too: a FIFO would not block.
            try (FileChannel channel = FileChannel.open(
                            file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                    FileLock held = channel.tryLock()) {
                if (held != null && deletion.getAsBoolean()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            // Somebody else tidies up as well, or it is another user's: nothing of ours is lost.
            return;
        }
    }
}
