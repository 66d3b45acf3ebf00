package io.github.batchbench.tls;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Folders and files that hold keys, for their owner alone where the file system knows owners. */
public final class OwnerFiles {
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private OwnerFiles() {}

    /** Makes a folder and those above it that are not there. */
    public static Path folder(Path folder) throws IOException {
        return Files.createDirectories(folder, attributes(FOLDER));
    }

    /** What a new file is to have. */
    public static FileAttribute<?>[] ofFile() {
        return attributes(FILE);
    }

    /** Whether others than the owner may do something with a file. */
    public static boolean isOpenToOthers(Path file) throws IOException {
        return POSIX && !FILE.containsAll(Files.getPosixFilePermissions(file));
    }

    /** Writes a file that is there whole or not at all, in place of one of this name; its folder is made if it is not there. */
    public static void write(Path file, String ascii) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is no file.");
        }
        Path unfinished = Files.createTempFile(folder(folder), "new", ".pem", ofFile());
        Files.writeString(unfinished, ascii, StandardCharsets.US_ASCII);
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
