package io.github.batchbench.fake.blob;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The bytes of a blob or block: ranges of files on disk. Immutable; its files live until every owner has released it.
 */
public final class BlobContent {
    /** No bytes. */
    public static final BlobContent EMPTY = new BlobContent(List.of());

    /** A range of a file. */
    record Extent(StoredFile file, long offset, long length) {}

    /**
     * A range of a file in the store.
     *
     * @param file its name there
     */
    public record Piece(String file, long offset, long length) {}

    private final List<Extent> extents;
    private final long length;
    private final AtomicInteger owners = new AtomicInteger(1);

    private BlobContent(List<Extent> extents) {
        this.extents = extents;
        this.length = extents.stream().mapToLong(Extent::length).sum();
    }

    /** Takes over a file. */
    static BlobContent of(StoredFile file, long length) {
        return new BlobContent(List.of(new Extent(file, 0, length)));
    }

    /** Takes over files. */
    static BlobContent of(List<Extent> extents) {
        return extents.isEmpty() ? EMPTY : new BlobContent(List.copyOf(extents));
    }

    /** Where its bytes are in the store. */
    public List<Piece> pieces() {
        return extents.stream()
                .map(extent ->
                        new Piece(String.valueOf(extent.file.path().getFileName()), extent.offset, extent.length))
                .toList();
    }

    /** The parts in a row; the parts stay with their owners. */
    static BlobContent join(List<BlobContent> parts) {
        List<Extent> all = new ArrayList<>();
        for (BlobContent part : parts) {
            for (Extent extent : part.extents) {
                extent.file.retain();
                all.add(extent);
            }
        }
        return new BlobContent(List.copyOf(all));
    }

    /** These bytes and more after them; both stay with their owners. */
    BlobContent plus(BlobContent more) throws IOException {
        if (!extents.isEmpty()) {
            Extent last = extents.get(extents.size() - 1);
            try (InputStream in = more.open(0, more.length)) {
                if (last.file.append(last.offset + last.length, in, more.length)) {
                    List<Extent> grown = new ArrayList<>(extents);
                    grown.set(grown.size() - 1, new Extent(last.file, last.offset, last.length + more.length));
                    grown.forEach(extent -> extent.file.retain());
                    return new BlobContent(List.copyOf(grown));
                }
            }
        }
        return join(List.of(this, more));
    }

    /** A range as content of its own, with its own owner. */
    public BlobContent slice(long offset, long count) {
        List<Extent> part = new ArrayList<>();
        long skip = offset;
        long left = count;
        for (Extent extent : extents) {
            long taken = Math.min(extent.length - Math.min(skip, extent.length), left);
            if (taken > 0) {
                extent.file.retain();
                part.add(new Extent(extent.file, extent.offset + skip, taken));
            }
            skip -= Math.min(skip, extent.length);
            left -= taken;
        }
        return new BlobContent(List.copyOf(part));
    }

    /** Length in bytes. */
    public long length() {
        return length;
    }

    /** A stream of a range that lies within the content; the caller closes it. */
    public InputStream open(long offset, long count) {
        return new ExtentStream(extents, offset, count);
    }

    /** Keeps the files for a reader until the reading is closed. */
    public Reading read(long offset, long count) {
        return new Reading(retain(), offset, count);
    }

    /** One more owner. */
    BlobContent retain() {
        owners.incrementAndGet();
        return this;
    }

    /** One owner less; the last one's release frees the files. */
    public void release() {
        if (this != EMPTY && owners.decrementAndGet() == 0) {
            extents.forEach(extent -> extent.file.release());
        }
    }
}
