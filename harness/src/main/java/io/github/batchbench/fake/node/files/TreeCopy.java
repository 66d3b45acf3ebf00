package io.github.batchbench.fake.node.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Copies a node's tree: files and links with their permissions and times, and folders. What goes, or turns into something
 * else, while it is copied is left out, and so is what is neither file, folder nor link.
 */
public final class TreeCopy {
    private record Closed(Path folder, Set<PosixFilePermission> permissions) {}

    private final TaskFiles files;
    private final List<Closed> folders = new ArrayList<>();

    /** Of this tree. */
    public TreeCopy(TaskFiles files) {
        this.files = files;
    }

    /** Into a folder, which is empty. */
    public void to(Path target) throws IOException {
        files.walk(Path.of(""), (folder, name, attributes) -> copy(target, folder.resolve(name), attributes));
        // Those deepest first: a folder that is closed to its owner takes nothing more.
        for (int i = folders.size() - 1; i >= 0; i--) {
            Files.setPosixFilePermissions(
                    folders.get(i).folder(), folders.get(i).permissions());
        }
    }

    private boolean copy(Path target, Path relative, PosixFileAttributes attributes) throws IOException {
        Path copy = target.resolve(relative);
        if (attributes.isDirectory()) {
            Files.createDirectory(copy);
            Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
            permissions.addAll(attributes.permissions());
            // Whoever takes the copy has to get in.
            permissions.add(PosixFilePermission.OWNER_READ);
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.OWNER_WRITE);
            folders.add(new Closed(copy, permissions));
            return true;
        }
        try {
            if (attributes.isSymbolicLink()) {
                Files.createSymbolicLink(
                        copy, Files.readSymbolicLink(files.root().resolve(relative)));
            } else if (attributes.isRegularFile()) {
                try (InputStream in = Channels.newInputStream(files.read(relative))) {
                    Files.copy(in, copy);
                }
                Files.setLastModifiedTime(copy, attributes.lastModifiedTime());
                Files.setPosixFilePermissions(copy, attributes.permissions());
            }
        } catch (FileSystemException gone) {
            Files.deleteIfExists(copy);
        }
        return false;
    }
}
