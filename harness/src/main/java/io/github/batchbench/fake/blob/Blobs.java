package io.github.batchbench.fake.blob;

import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Operations on blobs of any type, and on their snapshots. */
public final class Blobs {
    private final StorageAccount account;

    Blobs(StorageAccount account) {
        this.account = account;
    }

    /**
     * A blob as it is.
     *
     * @param lease of the blob; null for a snapshot, which cannot have one
     */
    public record View(Blob blob, @Nullable Lease lease) {
        /** The bytes of a range, readable whatever happens to the blob. */
        public Reading read(long offset, long length) {
            return blob.content().read(offset, length);
        }

        /** The bytes for another blob: the caller owns what it gets. */
        public BlobContent share() {
            return blob.content().retain();
        }
    }

    /** What is to be done with snapshots when a blob is deleted. */
    public enum SnapshotDeletion {
        /** The client did not say: refused if there are any. */
        NONE,
        /** They go with the blob. */
        INCLUDE,
        /** Only they go. */
        ONLY
    }

    /** What a reader does with a blob, before anybody else can change it. */
    @FunctionalInterface
    public interface Reader<T> {
        /** Uses the blob. */
        T read(View view);
    }

    /**
     * Looks at a blob.
     *
     * @param snapshot which one, empty for the blob itself
     */
    public <T> T read(BlobKey key, String snapshot, Preconditions preconditions, Reader<T> reader) {
        synchronized (account) {
            BlobSlot slot = slot(key);
            Lease lease = snapshot.isEmpty() ? slot.lease(now()) : null;
            preconditions.checkRead(
                    snapshot.isEmpty() ? slot.current() : slot.snapshots().get(snapshot),
                    lease == null ? Lease.NONE : lease);
            return reader.read(new View(state(slot, snapshot).at(now()), lease));
        }
    }

    /**
     * Refuses who may only create and finds something there: that is a question of rights, so it comes before the source of
     * a copy is read. Conditions and leases come after, as recorded.
     */
    public void checkRights(BlobKey key, Preconditions preconditions) {
        if (exists(key)) {
            preconditions.checkOverwrite();
        }
    }

    /**
     * Puts a blob that was copied. The content is taken over, also when it fails.
     *
     * @param source the state that the copy has, but for the content and the attributes
     * @param seal whether the copy of an append blob is sealed, null for as the source is
     */
    public Blob putCopy(
            BlobKey key,
            Blob source,
            BlobContent content,
            Blob.Attributes attributes,
            Preconditions preconditions,
            CopyRecord copy,
            @Nullable Boolean seal) {
        synchronized (account) {
            try {
                ContainerSlot container = account.slot(key.container());
                BlobSlot slot = container.blob(key.blob());
                preconditions.checkCreate(slot.current(), slot.lease(now()));
                if (slot.current() != null && slot.current().type() != source.type()) {
                    throw BlobError.INVALID_BLOB_TYPE.exception();
                }
                slot.overwrite(
                        Blob.create(
                                        data(source, content, seal),
                                        attributes,
                                        account.stamps().change())
                                .withCopy(copy),
                        now());
                container.keep(key.blob(), slot);
                return slot.required();
            } catch (BlobException e) {
                content.release();
                throw e;
            }
        }
    }

    private static Blob.Data data(Blob source, BlobContent content, @Nullable Boolean seal) {
        Blob.Data data = source.data().with(content);
        if (seal == null) {
            return data;
        }
        if (seal && source.type() != BlobType.APPEND) {
            throw BlobError.INVALID_BLOB_TYPE.exception();
        }
        return data.withSeal(seal);
    }

    /**
     * The refusal to write pages, as no blob here has any.
     *
     * @throws BlobException for what is refused before: there is no such blob, a condition is not met, a lease is in the way
     */
    public BlobException notOfPages(BlobKey key, Preconditions preconditions) {
        synchronized (account) {
            BlobSlot slot = slot(key);
            preconditions.checkWrite(slot.required(), slot.lease(now()));
            return BlobError.INVALID_BLOB_TYPE.exception();
        }
    }

    /** Whether there is such a blob. */
    public boolean exists(BlobKey key) {
        synchronized (account) {
            ContainerSlot container = account.slots().get(key.container());
            return container != null && container.blob(key.blob()).current() != null;
        }
    }

    /** Replaces the headers that readers see. */
    public Blob setHeaders(BlobKey key, BlobHeaders headers, Preconditions preconditions) {
        return change(
                key,
                preconditions,
                blob -> blob.withHeaders(headers, account.stamps().change()));
    }

    /** Replaces the metadata. */
    public Blob setMetadata(BlobKey key, Map<String, String> metadata, Preconditions preconditions) {
        return change(
                key,
                preconditions,
                blob -> blob.withMetadata(metadata, account.stamps().change()));
    }

    /**
     * Sets the tier of a block blob or of its snapshot.
     *
     * @param snapshot which one, empty for the blob itself
     * @param priority how fast it is raised, if it is in the archive
     * @return the blob; still in the archive if it is on its way
     */
    public Blob setTier(
            BlobKey key, String snapshot, String tier, AccessTier.Priority priority, Preconditions preconditions) {
        synchronized (account) {
            BlobSlot slot = slot(key);
            Blob blob = state(slot, snapshot).at(now());
            if (snapshot.isEmpty()) {
                preconditions.conditions().checkWrite(blob);
                preconditions.checkLock(slot.lease(now()));
            }
            if (blob.tier() == null) {
                throw BlobError.INVALID_BLOB_TYPE.exception();
            }
            Blob next = blob.withTier(blob.tier().changedTo(tier, priority, now()));
            if (snapshot.isEmpty()) {
                slot.set(next);
            } else {
                slot.putSnapshot(snapshot, next);
            }
            return next;
        }
    }

    /** Replaces the tags of a blob or snapshot; its entity tag stays. */
    public void setTags(BlobKey key, String snapshot, Map<String, String> tags, Preconditions preconditions) {
        synchronized (account) {
            BlobSlot slot = slot(key);
            Blob next = state(slot, snapshot).withTags(tags);
            if (snapshot.isEmpty()) {
                preconditions.checkWrite(slot.required(), slot.lease(now()));
                slot.set(next);
            } else {
                slot.putSnapshot(snapshot, next);
            }
        }
    }

    /** A snapshot: its time, and the blob. */
    public record Snapshot(String time, Blob blob) {}

    /**
     * Keeps the blob as it is now.
     *
     * @param metadata the snapshot's, null for the blob's
     */
    public Snapshot snapshot(BlobKey key, @Nullable Map<String, String> metadata, Preconditions preconditions) {
        synchronized (account) {
            BlobSlot slot = slot(key);
            Blob blob = slot.required();
            preconditions.conditions().checkWrite(blob);
            if (preconditions.leaseId() != null) {
                preconditions.checkLock(slot.lease(now()));
            }
            Blob kept = metadata == null
                    ? blob
                    : blob.withMetadata(metadata, account.stamps().change());
            kept.content().retain();
            String time = account.stamps().snapshot();
            slot.putSnapshot(time, kept);
            return new Snapshot(time, kept);
        }
    }

    /** A blob, and its lease after a change. */
    public record Leased(Blob blob, Lease lease) {}

    /** Changes the lease of a blob. */
    public Leased lease(BlobKey key, LeaseAction action, Conditions conditions) {
        synchronized (account) {
            BlobSlot slot = slot(key);
            Blob blob = slot.required();
            conditions.checkWrite(blob);
            slot.setLease(action.apply(slot.lease(now()), now()));
            return new Leased(blob, slot.lease(now()));
        }
    }

    /** Removes a blob, its snapshots, or one of them. */
    public void delete(BlobKey key, String snapshot, SnapshotDeletion snapshots, Preconditions preconditions) {
        synchronized (account) {
            ContainerSlot container = account.slot(key.container());
            BlobSlot slot = container.blob(key.blob());
            if (!snapshot.isEmpty()) {
                if (snapshots != SnapshotDeletion.NONE) {
                    throw BlobError.INVALID_OPERATION.exception();
                }
                Blob unused = state(slot, snapshot);
                slot.removeSnapshot(snapshot);
            } else {
                deleteBase(slot, snapshots, preconditions);
            }
            container.keep(key.blob(), slot);
        }
    }

    private void deleteBase(BlobSlot slot, SnapshotDeletion snapshots, Preconditions preconditions) {
        boolean onlyBlocks = slot.current() == null && !slot.uncommitted().isEmpty();
        if (onlyBlocks && snapshots != SnapshotDeletion.ONLY && preconditions.isNone()) {
            slot.clear();
            return;
        }
        preconditions.checkWrite(slot.required(), slot.lease(now()));
        switch (snapshots) {
            case ONLY -> slot.removeSnapshots();
            case INCLUDE -> slot.clear();
            case NONE -> {
                if (!slot.snapshots().isEmpty()) {
                    throw BlobError.SNAPSHOTS_PRESENT.exception();
                }
                slot.clear();
            }
        }
    }

    private Blob change(BlobKey key, Preconditions preconditions, UnaryOperator<Blob> change) {
        synchronized (account) {
            BlobSlot slot = slot(key);
            Blob blob = slot.required();
            preconditions.checkWrite(blob, slot.lease(now()));
            Blob next = change.apply(blob);
            slot.set(next);
            slot.setLease(slot.lease(now()).afterWrite());
            return next;
        }
    }

    private static Blob state(BlobSlot slot, String snapshot) {
        if (snapshot.isEmpty()) {
            return slot.required();
        }
        Blob kept = slot.snapshots().get(snapshot);
        if (kept == null) {
            throw BlobError.BLOB_NOT_FOUND.exception();
        }
        return kept;
    }

    private BlobSlot slot(BlobKey key) {
        return account.slot(key.container()).blob(key.blob());
    }

    private Instant now() {
        return account.stamps().now();
    }
}
