package io.github.batchbench.transfer;

import io.github.batchbench.azure.blob.BlobStorage;
import io.github.batchbench.azure.blob.StoredBlob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Fetches the blobs of one container into one folder, and remembers what came. Thread-safe. */
final class Download {
    private final BlobStorage storage;
    private final InstantSource clock;
    private final String container;
    private final Path folder;
    private final Map<String, Transferred> before;
    private final Map<String, Transferred> done = new ConcurrentHashMap<>();

    Download(BlobStorage storage, InstantSource clock, String container, Path folder) {
        this.storage = storage;
        this.clock = clock;
        this.container = container;
        this.folder = folder.toAbsolutePath().normalize();
        this.before = Manifest.of(folder, container).files().stream()
                .collect(Collectors.toMap(Transferred::name, Function.identity(), (first, second) -> second));
    }

    Transferred fetch(StoredBlob blob, Path file, ProgressMeter meter) throws InterruptedException {
        try {
            Optional<Transferred> there = there(blob, file);
            Transferred fetched = there.isPresent() ? there.get() : fetched(blob, file, meter);
            if (fetched.present()) {
                meter.ofFile().accept(fetched.size());
            }
            done.put(fetched.name(), fetched);
            meter.fileDone();
            return fetched;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ": " + e, e);
        }
    }

    /** A file is the blob's if it has its check sum, or, where a blob has none, if it came from it unchanged. */
    private Optional<Transferred> there(StoredBlob blob, Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) != blob.size()) {
            return Optional.empty();
        }
        Transferred earlier = before.get(name(file));
        String expected = blob.md5();
        if (expected == null && earlier != null && earlier.etag().equals(blob.etag())) {
            expected = earlier.md5();
        }
        if (expected == null || !Md5.of(file).hex().equals(expected)) {
            return Optional.empty();
        }
        return Optional.of(new Transferred(
                name(file),
                blob.name(),
                blob.size(),
                expected,
                blob.etag(),
                earlier == null ? clock.instant() : earlier.when(),
                true));
    }

    private Transferred fetched(StoredBlob listed, Path file, ProgressMeter meter)
            throws IOException, InterruptedException {
        return WholeFile.<Transferred, InterruptedException>write(file, part -> {
            StoredBlob blob = storage.download(container, listed.name(), part, meter.ofFile());
            Md5 md5 = Md5.of(part);
            String expected = blob.etag().equals(listed.etag()) && listed.md5() != null ? listed.md5() : md5.hex();
            if (Files.size(part) != blob.size() || !md5.hex().equals(expected)) {
                throw new TransferException("What came of blob " + blob.name() + " of container " + container
                        + " is not what its length and check sum say; nothing was written.");
            }
            return new Transferred(
                    name(file), blob.name(), blob.size(), md5.hex(), blob.etag(), clock.instant(), false);
        });
    }

    private String name(Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    /** What is in the folder now, sorted. */
    Manifest manifest() {
        List<Transferred> files = done.values().stream()
                .sorted(Comparator.comparing(Transferred::name))
                .toList();
        return new Manifest(container, files);
    }
}
