package io.github.batchbench.fake.node.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An open folder. What lies in it is reached from here by a single name and never through a link, whatever happens to
 * the path meanwhile. Where Java has no such folders (macOS) paths are used, which is as good while nobody meddles.
 */
final class Folder implements Closeable {
    private static final Path HERE = Path.of(".");
    private static final Path UP = Path.of("..");

    private final Path path;
    private final DirectoryStream<Path> stream;
    private final @Nullable SecureDirectoryStream<Path> secure;

    private Folder(Path path, DirectoryStream<Path> stream) {
        this.path = path;
        this.stream = stream;
        this.secure = stream instanceof SecureDirectoryStream<Path> able ? able : null;
    }

    /** A folder of the agent's own, which no task could have touched. */
    @SuppressWarnings("StreamResourceLeak") // closed with the folder
    static Folder of(Path path) throws IOException {
        return new Folder(path, Files.newDirectoryStream(path));
    }

    /** Where it was when it was opened. */
    Path path() {
        return path;
    }

    /**
     * The folder of this name.
     *
     * @throws NotDirectoryException if that is something else, a link included
     */
    Folder enter(Path name) throws IOException {
        PosixFileAttributes seen = attributes(name);
        if (!seen.isDirectory()) {
            throw new NotDirectoryException(path.resolve(name).toString());
        }
        if (secure == null) {
            return of(path.resolve(name));
        }
        // With the dot at the end nothing but a folder is opened: what has just become a FIFO cannot block.
        SecureDirectoryStream<Path> child = secure.newDirectoryStream(name.resolve(HERE));
        boolean same = false;
        try {
            BasicFileAttributes opened =
                    child.getFileAttributeView(BasicFileAttributeView.class).readAttributes();
            same = Objects.equals(opened.fileKey(), seen.fileKey());
        } finally {
            if (!same) {
                child.close();
            }
        }
        if (!same) {
            // A link has taken its place between the two looks.
            throw new NotDirectoryException(path.resolve(name).toString());
        }
        return new Folder(path.resolve(name), child);
    }

    /** The folder that it lies in now. */
    @SuppressWarnings("StreamResourceLeak") // closed with the folder
    Folder up() throws IOException {
        Path above = Objects.requireNonNull(path.getParent(), "a walk never goes above its start");
        return new Folder(above, secure == null ? Files.newDirectoryStream(above) : secure.newDirectoryStream(UP));
    }

    /** What tells it from all other folders, wherever it is moved to. */
    Object key() throws IOException {
        return Objects.requireNonNull(attributes(HERE).fileKey());
    }

    /** The names of all that lies in it now. */
    List<Path> names() throws IOException {
        List<Path> names = new ArrayList<>();
        try (DirectoryStream<Path> again =
                secure == null ? Files.newDirectoryStream(path) : secure.newDirectoryStream(HERE)) {
            again.forEach(child -> names.add(child.getFileName()));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    /** Whether there is anything of this name. */
    boolean has(Path name) throws IOException {
        try {
            return attributes(name) != null;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /**
     * What is known of a name; of a link, what is known of the link.
     *
     * @throws NoSuchFileException if there is nothing
     */
    PosixFileAttributes attributes(Path name) throws IOException {
        if (secure == null) {
            return Files.readAttributes(path.resolve(name), PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        }
        return secure.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }

    /** Gives a regular file or a folder to a user. */
    void give(Path name, UserPrincipal user, GroupPrincipal group) throws IOException {
        PosixFileAttributeView view = secure == null
                ? Files.getFileAttributeView(
                        path.resolve(name), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                : secure.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        view.setGroup(group);
        view.setOwner(user);
    }

    /** Opens a file as it is; whoever calls has seen that it is a regular one, and minds that it may have changed. */
    SeekableByteChannel open(Path name, OpenOption... how) throws IOException {
        Set<OpenOption> options = new HashSet<>(Set.of(how));
        options.add(LinkOption.NOFOLLOW_LINKS);
        return secure == null
                ? Files.newByteChannel(path.resolve(name), options)
                : secure.newByteChannel(name, options);
    }

    /** Moves something, in place of what has that name there; a folder takes only an empty folder's place. */
    void move(Path name, Folder to, Path newName) throws IOException {
        if (secure != null && to.secure != null) {
            secure.move(name, to.secure, newName);
        } else {
            Files.move(
                    path.resolve(name),
                    to.path.resolve(newName),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    void deleteFile(Path name) throws IOException {
        if (secure == null) {
            Files.delete(path.resolve(name));
        } else {
            secure.deleteFile(name);
        }
    }

    /** Removes an empty folder. */
    void deleteFolder(Path name) throws IOException {
        if (secure == null) {
            Files.delete(path.resolve(name));
        } else {
            secure.deleteDirectory(name);
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
