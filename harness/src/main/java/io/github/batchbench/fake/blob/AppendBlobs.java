package io.github.batchbench.fake.blob;

import io.github.batchbench.fake.blob.Blob.Attributes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Operations on append blobs. */
public final class AppendBlobs {
    private static final int MOST_BLOCKS = 50_000;

    private final StorageAccount account;

    AppendBlobs(StorageAccount account) {
        this.account = account;
    }

    /**
     * Where a block may be appended.
     *
     * @param position the length that the blob must have, null for any
     * @param longest the length that it may have afterwards, null for any
     */
    public record Place(@Nullable Long position, @Nullable Long longest) {}

    /**
     * A block appended.
     *
     * @param offset where it begins
     */
    public record Appended(Blob blob, long offset) {}

    /** Makes an empty append blob. */
    public Blob create(BlobKey key, Attributes attributes, Preconditions preconditions) {
        synchronized (account) {
            ContainerSlot container = account.slot(key.container());
            BlobSlot slot = container.blob(key.blob());
            preconditions.checkCreate(slot.current(), slot.lease(now()));
            slot.overwrite(
                    Blob.create(
                            Blob.Data.emptyAppend(),
                            attributes,
                            account.stamps().change()),
                    now());
            container.keep(key.blob(), slot);
            return slot.required();
        }
    }

    /** Appends a block; the content is taken over, also when it fails. */
    public Appended append(BlobKey key, BlobContent block, Place place, Preconditions preconditions) {
        synchronized (account) {
            try {
                BlobSlot slot = account.slot(key.container()).blob(key.blob());
                Blob blob = appendable(slot, preconditions);
                checkPlace(blob.content().length(), block.length(), place);
                if (blob.sealed()) {
                    throw BlobError.BLOB_IS_SEALED.exception();
                }
                if (blob.appended() >= MOST_BLOCKS) {
                    throw BlobError.BLOCK_COUNT_EXCEEDS_LIMIT.exception();
                }
                Blob next = blob.withData(
                        blob.data().plusBlock(blob.content().plus(block)),
                        account.stamps().change());
                slot.set(next);
                slot.setLease(slot.lease(now()).afterWrite());
                return new Appended(next, blob.content().length());
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot append to a blob", e);
            } finally {
                block.release();
            }
        }
    }

    /** Makes it read-only for good; sealing it again changes nothing. */
    public Blob seal(BlobKey key, @Nullable Long position, Preconditions preconditions) {
        synchronized (account) {
            BlobSlot slot = account.slot(key.container()).blob(key.blob());
            Blob blob = appendable(slot, preconditions);
            checkPlace(blob.content().length(), 0, new Place(position, null));
            if (!blob.sealed()) {
                slot.set(blob.withData(
                        blob.data().withSeal(true), account.stamps().change()));
            }
            return slot.required();
        }
    }

    private Blob appendable(BlobSlot slot, Preconditions preconditions) {
        Blob blob = slot.required();
        preconditions.checkWrite(blob, slot.lease(now()));
        if (blob.type() != BlobType.APPEND) {
            throw BlobError.INVALID_BLOB_TYPE.exception();
        }
        return blob;
    }

    private static void checkPlace(long length, long more, Place place) {
        if (place.position() != null && place.position() != length) {
            throw BlobError.APPEND_POSITION_CONDITION_NOT_MET.exception();
        }
        if (place.longest() != null && length + more > place.longest()) {
            throw BlobError.MAX_BLOB_SIZE_CONDITION_NOT_MET.exception();
        }
    }

    private Instant now() {
        return account.stamps().now();
    }
}
