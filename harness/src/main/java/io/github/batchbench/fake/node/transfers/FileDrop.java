package io.github.batchbench.fake.node.transfers;

import io.github.batchbench.fake.model.FailureInfo.Detail;
import io.github.batchbench.fake.node.failure.NodeFailure;
import io.github.batchbench.fake.node.failure.NodeFailureException;
import io.github.batchbench.fake.node.files.Modes;
import io.github.batchbench.fake.node.files.NewFile;
import io.github.batchbench.fake.node.files.TaskFiles;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * Puts downloaded files below one folder and nowhere else: a path that leads out of it, by {@code ..}, a slash at the
 * start or a link, is refused. A file appears whole or not at all.
 */
public final class FileDrop {
    /** What the documentation gives a downloaded file on Linux. */
    private static final String USUAL_MODE = "0770";

    private static final int CHUNK = 1 << 16;

    private final TaskFiles files;
    private final Path base;

    /**
     * For files below a folder.
     *
     * @param base the folder, relative to the node's root
     */
    public FileDrop(TaskFiles files, Path base) {
        this.files = files;
        this.base = base;
    }

    /** Makes a folder. */
    void directory(String path) throws NodeFailureException {
        try {
            files.makeFolders(inside(path));
        } catch (NotDirectoryException e) {
            throw refused(path, "A link or a file is in the way: " + e.getFile());
        } catch (IOException e) {
            throw NodeFailure.RESOURCE_DIRECTORY_CREATE_FAILED
                    .orFullDisk(e)
                    .because(new Detail("FilePath", path), new Detail("Message", String.valueOf(e)));
        }
    }

    /**
     * What comes over the wire.
     *
     * @param length how many bytes were promised, -1 if nobody knows; HttpURLConnection does not check it
     * @param md5 what they must hash to, base64; null if nobody knows
     */
    record Content(
            InputStream stream, long length, @Nullable String md5) {}

    /**
     * Writes a file.
     *
     * @throws IOException if the content does not come whole, so that another attempt may help
     */
    void file(String path, Optional<String> mode, Content content, Transfer transfer)
            throws IOException, NodeFailureException {
        Path target = inside(path);
        Set<PosixFilePermission> permissions = permissions(path, mode.orElse(USUAL_MODE));
        String parent = base.relativize(target.resolveSibling("")).toString();
        directory(parent);
        try (NewFile fresh = create(path)) {
            copy(content, fresh.stream(), path, transfer);
            fresh.permit(permissions);
            fresh.place(target);
        }
    }

    private static void copy(Content content, OutputStream out, String path, Transfer transfer)
            throws IOException, NodeFailureException {
        MessageDigest digest = DigestUtils.getMd5Digest();
        long length = 0;
        byte[] chunk = new byte[CHUNK];
        InputStream stream = content.stream();
        for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
            transfer.checkNotEnded();
            length += read;
            digest.update(chunk, 0, read);
            write(out, chunk, read, path);
        }
        if (content.length() >= 0 && content.length() != length) {
            throw new EOFException("Only " + length + " of " + content.length() + " bytes came.");
        }
        String md5 = content.md5();
        if (md5 != null && !md5.equals(Base64.getEncoder().encodeToString(digest.digest()))) {
            throw new IOException("The content of " + path + " does not match its Content-MD5.");
        }
    }

    private NewFile create(String path) throws NodeFailureException {
        try {
            return files.create();
        } catch (IOException e) {
            throw NodeFailure.RESOURCE_FILE_CREATE_FAILED
                    .orFullDisk(e)
                    .because(new Detail("FilePath", path), new Detail("Message", String.valueOf(e)));
        }
    }

    private static void write(OutputStream out, byte[] chunk, int length, String path) throws NodeFailureException {
        try {
            out.write(chunk, 0, length);
        } catch (IOException e) {
            throw NodeFailure.RESOURCE_FILE_WRITE_FAILED
                    .orFullDisk(e)
                    .because(new Detail("FilePath", path), new Detail("Message", String.valueOf(e.getMessage())));
        }
    }

    private Path inside(String path) throws NodeFailureException {
        try {
            Path relative = Path.of(path);
            for (Path segment : relative) {
                if (segment.toString().equals("..")) {
                    throw refused(path, "The path leads out of the folder of the task.");
                }
            }
            if (relative.isAbsolute()) {
                throw refused(path, "The path is not relative.");
            }
            return base.resolve(relative).normalize();
        } catch (InvalidPathException e) {
            throw refused(path, "The path is not valid.");
        }
    }

    private static Set<PosixFilePermission> permissions(String path, String mode) throws NodeFailureException {
        try {
            return Modes.permissions(Integer.parseInt(mode, 8));
        } catch (NumberFormatException e) {
            throw refused(path, "The file mode is not an octal number: " + mode);
        }
    }

    private static NodeFailureException refused(String path, String why) {
        return NodeFailure.RESOURCE_FILE_CREATE_FAILED.because(
                new Detail("FilePath", path), new Detail("Message", why));
    }
}
