package io.github.batchbench.fake.node.files;

import io.github.batchbench.fake.agent.NodeFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The files of a node below its root. What a link leads to outside of the root does not exist. */
public final class FilesOnDisk implements NodeFiles {
    private final Path root;
    private final BiFunction<String, Instant, Instant> times;

    /**
     * The files below a folder.
     *
     * @param times gives for a path and the machine's time of it the time that clients see
     */
    public FilesOnDisk(Path root, BiFunction<String, Instant, Instant> times) {
        this.times = times;
        this.root = root;
    }

    @Override
    public List<Entry> list(String directory, boolean recursive) throws IOException {
        Optional<Path> start = resolve(directory);
        if (start.isEmpty() || !Files.isDirectory(start.get())) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        int depth = recursive ? Integer.MAX_VALUE : 1;
        Files.walkFileTree(start.get(), EnumSet.noneOf(FileVisitOption.class), depth, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                return path.equals(start.get()) ? FileVisitResult.CONTINUE : visitFile(path, attributes);
            }

            /** What is no link need not be resolved, which would take as long as all the rest. */
            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                if (attributes.isSymbolicLink()) {
                    return add(path);
                }
                try {
                    PosixFileAttributes known =
                            Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                    entries.add(entry(root.relativize(path).toString(), known));
                } catch (NoSuchFileException gone) {
                    return FileVisitResult.CONTINUE;
                }
                return FileVisitResult.CONTINUE;
            }

            /** A folder that its owner closed, or a file that has just been removed. */
            @Override
            public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
                return add(path);
            }

            private FileVisitResult add(Path path) throws IOException {
                entry(root.relativize(path).toString()).ifPresent(entries::add);
                return FileVisitResult.CONTINUE;
            }
        });
        entries.sort(Comparator.comparing(Entry::path));
        return entries;
    }

    @Override
    public Optional<Entry> entry(String path) throws IOException {
        Optional<Path> found = resolve(path);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(entry(path, Files.readAttributes(found.get(), PosixFileAttributes.class)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
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
        Path file = resolve(path).filter(Files::isRegularFile).orElseThrow(() -> new NoSuchFileException(path));
        FileChannel channel = FileChannel.open(file);
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
        Path name = relative(path).orElse(root).normalize();
        if (name.equals(root) || !Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path parent = name.resolveSibling("");
        if (!parent.toRealPath().startsWith(root.toRealPath())) {
            return;
        }
        if (recursive) {
            FileTree.delete(name);
        } else {
            Files.deleteIfExists(name);
        }
    }

    /** Where the path leads, all links followed; empty if nothing is there or it is outside of the root. */
    private Optional<Path> resolve(String path) {
        try {
            Path real = root.toRealPath();
            Path found = relative(path).orElse(real).toRealPath();
            return (found.equals(real) && !path.isEmpty()) || !found.startsWith(real)
                    ? Optional.empty()
                    : Optional.of(found);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<Path> relative(String path) {
        try {
            Path relative = Path.of(path);
            for (Path segment : relative) {
                if (segment.toString().equals("..")) {
                    return Optional.empty();
                }
            }
            return relative.isAbsolute() ? Optional.empty() : Optional.of(root.resolve(relative));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
