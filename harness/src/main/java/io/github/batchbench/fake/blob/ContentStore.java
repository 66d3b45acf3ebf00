package io.github.batchbench.fake.blob;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The directory that the content of an account lies in. Thread-safe. */
public final class ContentStore implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("content-(\\d{1,18})");

    private final Path directory;
    private final AtomicLong count = new AtomicLong();
    private final boolean lasting;
    private final Queue<Path> unused = new ConcurrentLinkedQueue<>();

    /** What was there when a lasting store was opened and is not known to be of any use. */
    private final Set<String> found = new HashSet<>();

    private final Map<String, StoredFile> putBack = new HashMap<>();

    private ContentStore(Path directory, boolean lasting) {
        this.lasting = lasting;
        try {
            this.directory = Files.createDirectories(directory);
            if (lasting) {
                look();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep blobs in " + directory, e);
        }
    }

    /** Uses a directory, which belongs to the store from now on. */
    public ContentStore(Path directory) {
        this(directory, false);
    }

    /**
     * One that outlives its process: what is there stays until it is put back or found to be of no use, and what nobody uses any
     * more is removed when that is said ({@link #takeUnused}).
     */
    public static ContentStore lasting(Path directory) {
        return new ContentStore(directory, true);
    }

    private void look() throws IOException {
        long last = 0;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = String.valueOf(file.getFileName());
                found.add(name);
                Matcher numbered = NAME.matcher(name);
                last = numbered.matches() ? Math.max(last, Long.parseLong(numbered.group(1))) : last;
            }
        }
        count.set(last);
    }

    /** Where bodies may be spooled, so that they are moved into the store and not copied. */
    public Path directory() {
        return directory;
    }

    /** Fills a new file. */
    @FunctionalInterface
    public interface Source {
        /** Writes the file, which does not exist yet. */
        void writeTo(Path file) throws IOException;
    }

    /** Content made of what the source writes; the caller owns it. */
    public BlobContent add(Source source) {
        Path file = directory.resolve("content-" + count.incrementAndGet());
        try {
            source.writeTo(file);
            return BlobContent.of(new StoredFile(file, Files.size(file), this::remove), Files.size(file));
        } catch (IOException e) {
            delete(file);
            throw new UncheckedIOException("Cannot keep the content of a blob", e);
        } catch (RuntimeException e) {
            delete(file);
            throw e;
        }
    }

    /**
     * Content that was there when this was opened; the caller owns it.
     *
     * @throws IllegalArgumentException if a file of it is not there
     */
    public synchronized BlobContent putBack(List<BlobContent.Piece> pieces) {
        List<BlobContent.Extent> extents = new ArrayList<>();
        for (BlobContent.Piece piece : pieces) {
            StoredFile known = putBack.get(piece.file());
            if (known == null) {
                if (!found.remove(piece.file())) {
                    throw new IllegalArgumentException("The file " + directory.resolve(piece.file()) + " is missing");
                }
                known = new StoredFile(directory.resolve(piece.file()), StoredFile.UNKNOWN, this::remove);
                putBack.put(piece.file(), known);
            } else {
                known.retain();
            }
            extents.add(new BlobContent.Extent(known, piece.offset(), piece.length()));
        }
        return BlobContent.of(extents);
    }

    /** All has been put back: the rest of what was there when this was opened is of no use. */
    public synchronized void forgetRest() {
        found.forEach(name -> unused.add(directory.resolve(name)));
        found.clear();
        putBack.clear();
    }

    private void remove(Path file) {
        if (lasting) {
            unused.add(file);
        } else {
            delete(file);
        }
    }

    /** The files of a lasting store that nobody has used since this was last asked, to be removed. */
    public List<Path> takeUnused() {
        List<Path> taken = new ArrayList<>();
        for (Path file = unused.poll(); file != null; file = unused.poll()) {
            taken.add(file);
        }
        return taken;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the directory and all that is in it. */
    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + directory, e);
        }
    }
}
