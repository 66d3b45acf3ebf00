package io.github.batchbench.fake.node.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A folder that is filled where no task can see it, and then placed in a node's tree. Not thread-safe. */
public final class NewFolder implements Closeable {
    private final TaskFiles files;
    private final Path path;

    NewFolder(TaskFiles files, Path path) throws IOException {
        this.files = files;
        this.path = Files.createDirectory(path);
    }

    /**
     * Unpacks a zip file of the service's into it.
     *
     * @param permissions what every file gets, whatever the umask
     * @throws IOException also if it is not a zip file, is empty, or has an entry that leads out of the folder
     */
    public void unzip(InputStream zip, Set<PosixFilePermission> permissions) throws IOException {
        int entries = 0;
        try (ZipInputStream content = new ZipInputStream(zip)) {
            for (ZipEntry entry = content.getNextEntry(); entry != null; entry = content.getNextEntry()) {
                write(entry, content, permissions);
                entries++;
            }
        }
        if (entries == 0) {
            throw new IOException("The package is not a zip file, or an empty one.");
        }
    }

    private void write(ZipEntry entry, InputStream content, Set<PosixFilePermission> permissions) throws IOException {
        Path target = path.resolve(entry.getName()).normalize();
        if (!target.startsWith(path)) {
            throw new IOException("The package has an entry that leads out of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else {
            Files.createDirectories(target.resolveSibling(""));
            Files.copy(content, target);
            Files.setPosixFilePermissions(target, permissions);
        }
    }

    /** Puts it at a path where nothing is. */
    public void place(Path relative) throws IOException {
        files.place(path, relative);
    }

    /** Removes it if it was not placed. */
    @Override
    public void close() {
        FileTree.delete(path);
    }
}
