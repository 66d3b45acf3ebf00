package io.github.batchbench.fake.node.files;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.Optional;
import java.util.UUID;

/**
 * The tree of a node: the one place where files are opened that a task could have touched. No link is followed, in the
 * middle of a path as little as at its end; only regular files are opened; nothing here waits for a task. What is new is
 * made in a folder that no task knows, and moved to its place whole. Paths are relative to the root. Thread-safe.
 */
public final class TaskFiles {
    private static final Path EMPTY = Path.of("");

    private final Path root;
    private final Path staging;

    /**
     * The tree below a folder.
     *
     * @param staging a folder of the agent's own, on the same file system
     */
    public TaskFiles(Path root, Path staging) {
        this.root = root;
        this.staging = staging;
    }

    /** The root, as an absolute path. */
    public Path root() {
        return root;
    }

    /**
     * Where a path of a client's leads, relative to the root and free of links; empty if nothing is there or it is
     * outside. Nothing is opened to find out.
     */
    public Optional<Path> resolve(String path) {
        try {
            Path relative = Path.of(path);
            if (relative.isAbsolute() || hasUp(relative)) {
                return Optional.empty();
            }
            Path real = root.toRealPath();
            Path found = root.resolve(relative).toRealPath();
            return (found.equals(real) && !path.isEmpty()) || !found.startsWith(real)
                    ? Optional.empty()
                    : Optional.of(real.relativize(found));
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean hasUp(Path path) {
        for (Path segment : path) {
            if (segment.toString().equals("..")) {
                return true;
            }
        }
        return false;
    }

    /** What is known of a path, of a link what is known of the link; empty if there is nothing. */
    public Optional<PosixFileAttributes> attributes(Path relative) throws IOException {
        if (relative.equals(EMPTY)) {
            return Optional.of(Files.readAttributes(root, PosixFileAttributes.class));
        }
        try (Folder folder = open(parent(relative))) {
            return Optional.of(folder.attributes(relative.getFileName()));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        }
    }

    /**
     * Opens a regular file to read it.
     *
     * @throws NoSuchFileException if there is none
     */
    public SeekableByteChannel read(Path relative) throws IOException {
        try (Folder folder = open(parent(relative))) {
            return GuardedOpen.read(folder, relative.getFileName());
        } catch (NotDirectoryException e) {
            throw new NoSuchFileException(relative.toString());
        }
    }

    /** Walks through all that lies below a folder; through nothing if it is no folder, or closed to us. */
    void walk(Path relative, TreeWalk.Visitor visitor) throws IOException {
        Folder folder;
        try {
            folder = open(relative);
        } catch (FileSystemException e) {
            return;
        }
        TreeWalk.from(folder, relative, visitor);
    }

    /**
     * Makes a folder and those above it that are missing.
     *
     * @throws NotDirectoryException if something else is in the way, a link included
     */
    public synchronized void makeFolders(Path relative) throws IOException {
        Folder folder = Folder.of(root);
        for (Path name : relative) {
            try (Folder above = folder) {
                make(above, name);
                folder = above.enter(name);
            }
        }
        folder.close();
    }

    /** Makes a folder if nothing is there. */
    private void make(Folder above, Path name) throws IOException {
        if (above.has(name)) {
            return;
        }
        Path fresh = Files.createDirectory(unseen());
        try (Folder from = Folder.of(staging)) {
            from.move(fresh.getFileName(), above, name);
        } catch (FileSystemException e) {
            // Somebody else was faster: that is as good if it is a folder.
            Files.deleteIfExists(fresh);
            if (!above.has(name)) {
                throw e;
            }
        }
    }

    /**
     * Gives a folder with all in it to a user, and the folders on the way to it, so that he can get there. What is his
     * already, or is neither a file nor a folder, stays as it is; nothing happens if there is no such folder.
     */
    public void give(Path relative, int uid, int gid) throws IOException {
        UserPrincipalLookupService users = root.getFileSystem().getUserPrincipalLookupService();
        UserPrincipal user = users.lookupPrincipalByName(String.valueOf(uid));
        GroupPrincipal group = users.lookupPrincipalByGroupName(String.valueOf(gid));
        if (attributes(relative).filter(PosixFileAttributes::isDirectory).isEmpty()) {
            return;
        }
        PosixFileAttributeView top = Files.getFileAttributeView(root, PosixFileAttributeView.class);
        top.setOwner(user);
        Path above = EMPTY;
        for (Path name : relative) {
            try (Folder folder = open(above)) {
                giveOne(folder, name, folder.attributes(name), user, group);
            }
            above = above.resolve(name);
        }
        walk(relative, (path, name, attributes) -> {
            if (!attributes.owner().equals(user)) {
                try (Folder folder = open(path)) {
                    giveOne(folder, name, attributes, user, group);
                } catch (FileSystemException e) {
                    // It has gone, or become something else.
                    return false;
                }
            }
            return true;
        });
    }

    private static void giveOne(
            Folder folder, Path name, PosixFileAttributes attributes, UserPrincipal user, GroupPrincipal group)
            throws IOException {
        if (!attributes.owner().equals(user) && (attributes.isDirectory() || attributes.isRegularFile())) {
            folder.give(name, user, group);
        }
    }

    /** A file to be written that nobody sees until it is placed. */
    public NewFile create() throws IOException {
        return new NewFile(this, unseen());
    }

    /** A folder to be filled that nobody sees until it is placed. */
    public NewFolder createFolder() throws IOException {
        return new NewFolder(this, unseen());
    }

    /** Takes over all that lies in a folder of the agent's own; the tree has nothing but empty folders yet. */
    public void adopt(Path folder) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                place(Files.move(child, unseen()), child.getFileName());
            }
        }
        Files.deleteIfExists(folder);
    }

    /** Moves something of the agent's own to a path, in place of whatever is there. */
    void place(Path fresh, Path relative) throws IOException {
        try (Folder from = Folder.of(staging);
                Folder to = open(parent(relative))) {
            Path name = relative.getFileName();
            try {
                from.move(fresh.getFileName(), to, name);
            } catch (FileSystemException e) {
                // A file does not take the place of a folder.
                if (Files.isDirectory(fresh) || !to.attributes(name).isDirectory()) {
                    throw e;
                }
                delete(relative);
                from.move(fresh.getFileName(), to, name);
            }
        }
    }

    /** Removes a file, or a folder with all in it, at once for all who look; whether something was there. */
    public boolean delete(Path relative) throws IOException {
        Path waste = staging.resolve("waste-" + UUID.randomUUID());
        if (!moveAway(relative, waste)) {
            return false;
        }
        if (!FileTree.delete(waste)) {
            throw new IOException("Some of " + root.resolve(relative) + " cannot be removed.");
        }
        return true;
    }

    /** Removes a file or an empty folder; nothing happens if it is not there. */
    public void deleteOne(Path relative) throws IOException {
        try (Folder folder = open(parent(relative))) {
            Path name = relative.getFileName();
            if (folder.attributes(name).isDirectory()) {
                folder.deleteFolder(name);
            } else {
                folder.deleteFile(name);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return;
        }
    }

    /** Moves something out of the tree at once; false if it is not there. */
    public boolean moveAway(Path relative, Path to) throws IOException {
        try (Folder from = open(parent(relative));
                Folder target = Folder.of(to.resolveSibling(""))) {
            Path name = relative.getFileName();
            if (from.attributes(name).isDirectory()) {
                FileTree.openUp(root.resolve(relative));
            }
            from.move(name, target, to.getFileName());
            return true;
        } catch (NoSuchFileException | NotDirectoryException e) {
            return false;
        }
    }

    /** A place, used once, that no task can see. */
    private Path unseen() {
        return staging.resolve(UUID.randomUUID().toString());
    }

    /** A place, used once, to move what is to be removed to. */
    public Path waste() {
        return staging.resolve("waste-" + UUID.randomUUID());
    }

    private Folder open(Path relative) throws IOException {
        Folder folder = Folder.of(root);
        if (relative.equals(EMPTY)) {
            return folder;
        }
        for (Path name : relative) {
            try (Folder above = folder) {
                folder = above.enter(name);
            }
        }
        return folder;
    }

    private static Path parent(Path relative) {
        if (relative.isAbsolute() || relative.equals(EMPTY) || hasUp(relative)) {
            throw new IllegalArgumentException("Not a path within a node: " + relative);
        }
        return relative.getNameCount() == 1 ? EMPTY : relative.resolveSibling("");
    }
}
