package io.github.batchbench.transfer;

import io.github.batchbench.azure.blob.BlobStorage;
import io.github.batchbench.azure.blob.StoredBlob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Moves many files to and from a storage account, several at once. What is at its place already, by size and check sum,
 * is not moved again, so that a transfer that failed can simply be repeated. Immutable and thread-safe.
 */
public final class Transfers {
    private static final int THREADS = 8;

    private final BlobStorage storage;
    private final InstantSource clock;
    private final TransferListener listener;
    private final int threads;

    private Transfers(BlobStorage storage, InstantSource clock, TransferListener listener, int threads) {
        this.storage = storage;
        this.clock = clock;
        this.listener = listener;
        this.threads = threads;
    }

    /** Eight files at once; the clock says when each came. */
    public static Transfers of(BlobStorage storage, InstantSource clock) {
        return new Transfers(storage, clock, TransferListener.NONE, THREADS);
    }

    /** With somebody who hears how it goes. */
    public Transfers listener(TransferListener who) {
        return new Transfers(storage, clock, who, threads);
    }

    /** With so many files at once. */
    public Transfers threads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("At least one file at once, not " + count + ".");
        }
        return new Transfers(storage, clock, listener, count);
    }

    /**
     * Uploads all. A blob of the same name is replaced, unless it has the same content.
     *
     * @return what is there now, in the order given
     * @throws IllegalArgumentException if two are for the same blob
     * @throws UncheckedIOException if a file cannot be read
     * @throws io.github.batchbench.azure.AzureException if the service refuses one; others may have been sent
     * @throws InterruptedException if this thread is interrupted; nothing is being sent any more
     */
    public List<Transferred> upload(String container, List<Upload> uploads) throws InterruptedException {
        Set<String> names = new HashSet<>();
        for (Upload upload : uploads) {
            if (!names.add(upload.blob())) {
                throw new IllegalArgumentException("Two uploads are for the same blob: " + upload.blob());
            }
        }
        Map<String, StoredBlob> there =
                storage.blobs(container).stream().collect(Collectors.toMap(StoredBlob::name, Function.identity()));
        ProgressMeter meter = new ProgressMeter(
                listener,
                uploads.size(),
                uploads.stream().mapToLong(Upload::size).sum());
        List<Callable<Transferred>> calls = new ArrayList<>();
        for (Upload upload : uploads) {
            calls.add(() -> send(container, upload, there.get(upload.blob()), meter));
        }
        return ParallelRun.of(calls, threads, meter::tell);
    }

    private Transferred send(String container, Upload upload, @Nullable StoredBlob there, ProgressMeter meter)
            throws InterruptedException {
        Md5 md5 = upload.md5();
        long size = upload.size();
        LongConsumer sent = meter.ofFile();
        boolean present = there != null && there.size() == size && md5.hex().equals(there.md5());
        String etag = there != null && present ? there.etag() : send(container, upload, md5, sent);
        sent.accept(size);
        meter.fileDone();
        return new Transferred(upload.origin(), upload.blob(), size, md5.hex(), etag, clock.instant(), present);
    }

    private String send(String container, Upload upload, Md5 md5, LongConsumer sent) throws InterruptedException {
        Path file = upload.file();
        return file == null
                ? storage.upload(container, upload.blob(), upload.bytes(), md5.bytes())
                : storage.upload(container, upload.blob(), file, md5.bytes(), sent);
    }

    /**
     * Downloads all blobs of a container into a folder, and says so in its {@link Manifest#FILE}, also if some could not
     * be fetched. A file is whole or not there. Blobs whose names would clash as files are kept apart by a number.
     *
     * @throws TransferException if a blob's name leads out of the folder, or what came is not what the blob's check sum
     *     says
     * @throws UncheckedIOException if a file cannot be written
     * @throws io.github.batchbench.azure.AzureException if the service refuses one; others may have been fetched
     * @throws InterruptedException if this thread is interrupted; nothing is being written any more
     */
    public Manifest download(String container, Path folder) throws InterruptedException {
        List<StoredBlob> blobs = storage.blobs(container);
        Map<String, Path> files =
                LocalNames.in(folder, blobs.stream().map(StoredBlob::name).toList(), Manifest.FILE);
        Download download = new Download(storage, clock, container, folder);
        ProgressMeter meter = new ProgressMeter(
                listener,
                blobs.size(),
                blobs.stream().mapToLong(StoredBlob::size).sum());
        List<Callable<Transferred>> calls = new ArrayList<>();
        for (StoredBlob blob : blobs) {
            calls.add(() -> download.fetch(blob, files.getOrDefault(blob.name(), folder), meter));
        }
        try {
            ParallelRun.of(calls, threads, meter::tell);
        } finally {
            write(download.manifest(), folder);
        }
        return download.manifest();
    }

    private static void write(Manifest manifest, Path folder) {
        try {
            manifest.write(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the manifest in " + folder + ": " + e, e);
        }
    }

    /** Reads all blobs of a container into memory; only for those known to be small. */
    public SortedMap<String, byte[]> read(String container) throws InterruptedException {
        List<StoredBlob> blobs = storage.blobs(container);
        ProgressMeter meter = new ProgressMeter(
                listener,
                blobs.size(),
                blobs.stream().mapToLong(StoredBlob::size).sum());
        List<Callable<byte[]>> calls = new ArrayList<>();
        for (StoredBlob blob : blobs) {
            calls.add(() -> {
                byte[] bytes = storage.read(container, blob.name());
                meter.ofFile().accept(bytes.length);
                meter.fileDone();
                return bytes;
            });
        }
        List<byte[]> contents = ParallelRun.of(calls, threads, meter::tell);
        SortedMap<String, byte[]> byName = new TreeMap<>();
        for (int i = 0; i < blobs.size(); i++) {
            byName.put(blobs.get(i).name(), contents.get(i));
        }
        return byName;
    }
}
