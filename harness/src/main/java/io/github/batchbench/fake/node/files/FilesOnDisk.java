package io.github.batchbench.fake.node.files;

import io.github.batchbench.fake.agent.NodeFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The files of a node below its root, as clients see them. What a link leads to outside of the root does not exist, nor
 * do FIFOs, sockets and devices (a guess): nobody can read them.
 */
public final class FilesOnDisk implements NodeFiles {
    private final TaskFiles files;
    private final BiFunction<String, Instant, Instant> times;

    /**
     * The files of a node.
     *
     * @param times gives for a path and the machine's time of it the time that clients see
     */
    public FilesOnDisk(TaskFiles files, BiFunction<String, Instant, Instant> times) {
        this.files = files;
        this.times = times;
    }

    @Override
    public List<Entry> list(String directory, boolean recursive) throws IOException {
        Path start = files.resolve(directory).orElse(null);
        if (start == null) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        files.walk(start, (folder, name, attributes) -> {
            String path = folder.resolve(name).toString();
            if (attributes.isSymbolicLink()) {
                entry(path).ifPresent(entries::add);
            } else if (isFileOrFolder(attributes)) {
                entries.add(entry(path, attributes));
            }
            return recursive;
        });
        entries.sort(Comparator.comparing(Entry::path));
        return entries;
    }

    @Override
    public Optional<Entry> entry(String path) throws IOException {
        Optional<Path> found = files.resolve(path);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        return files.attributes(found.get())
                .filter(FilesOnDisk::isFileOrFolder)
                .map(attributes -> entry(path, attributes));
    }

    private static boolean isFileOrFolder(PosixFileAttributes attributes) {
        return attributes.isRegularFile() || attributes.isDirectory();
    }

    private Entry entry(String path, PosixFileAttributes attributes) {
        return new Entry(
                path,
                attributes.isDirectory(),
                attributes.isDirectory() ? 0 : attributes.size(),
                times.apply(path, attributes.creationTime().toInstant()),
                times.apply(path, attributes.lastModifiedTime().toInstant()),
                Modes.of(attributes),
                contentType(path));
    }

    /** The two that were seen in recorded answers. */
    private static String contentType(String path) {
        return path.endsWith(".txt") ? "text/plain" : "application/octet-stream";
    }

    @Override
    public InputStream open(String path, long offset, long length) throws IOException {
        Path found = files.resolve(path)
                .filter(file -> !file.toString().isEmpty())
                .orElseThrow(() -> new NoSuchFileException(path));
        SeekableByteChannel channel = files.read(found);
        try {
            channel.position(offset);
            return new BoundedStream(Channels.newInputStream(channel), length);
        } catch (IOException | IllegalArgumentException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void delete(String path, boolean recursive) throws IOException {
        Path name = Path.of(path).getFileName();
        Path above = Path.of(path).normalize().getParent();
        Optional<Path> folder = files.resolve(above == null ? "" : above.toString());
        if (folder.isEmpty() || name == null || List.of("", ".", "..").contains(name.toString())) {
            return;
        }
        Path found = folder.get().resolve(name);
        if (recursive) {
            files.delete(found);
        } else {
            files.deleteOne(found);
        }
    }
}
