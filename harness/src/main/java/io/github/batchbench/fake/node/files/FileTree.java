package io.github.batchbench.fake.node.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/** Removes what tasks leave behind, whatever they did to it: closed, linked, deeper than a path may be long. */
public final class FileTree {
    /** Far beyond any depth of folders; a task that makes new ones meanwhile is not followed for ever. */
    private static final int MOST_ROUNDS = 1_000_000;

    private FileTree() {}

    /**
     * Removes a file or a folder with all in it; links are removed, not followed. What cannot be removed does not keep
     * the rest.
     *
     * @return whether nothing is left
     */
    public static boolean delete(Path path) {
        try {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                openUp(path);
                empty(path);
            }
            Files.deleteIfExists(path);
            return true;
        } catch (IOException e) {
            return !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** What is deep is moved up, so that no path gets long and few folders are open. */
    private static void empty(Path path) throws IOException {
        try (Folder top = Folder.of(path)) {
            boolean progress = true;
            for (int round = 0; progress && round < MOST_ROUNDS; round++) {
                progress = false;
                for (Path name : top.names()) {
                    progress |= remove(top, name);
                }
            }
        }
    }

    /** Whether that changed anything. */
    private static boolean remove(Folder top, Path name) {
        boolean progress = false;
        try {
            PosixFileAttributes attributes = top.attributes(name);
            if (!attributes.isDirectory()) {
                top.deleteFile(name);
                return true;
            }
            openUp(top.path().resolve(name));
            try (Folder folder = top.enter(name)) {
                for (Path child : folder.names()) {
                    progress |= removeOrRaise(top, folder, child);
                }
            }
            top.deleteFolder(name);
            return true;
        } catch (NoSuchFileException gone) {
            return true;
        } catch (IOException e) {
            return progress;
        }
    }

    private static boolean removeOrRaise(Folder top, Folder folder, Path child) {
        try {
            if (!folder.attributes(child).isDirectory()) {
                folder.deleteFile(child);
            } else {
                openUp(folder.path().resolve(child));
                folder.move(child, top, Path.of(UUID.randomUUID().toString()));
            }
            return true;
        } catch (NoSuchFileException gone) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Its owner may have closed a folder against himself. */
    static void openUp(Path folder) {
        try {
            if (!Files.isWritable(folder) || !Files.isReadable(folder) || !Files.isExecutable(folder)) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            // Somebody else's: removing it will fail, and say so.
            return;
        }
    }
}
