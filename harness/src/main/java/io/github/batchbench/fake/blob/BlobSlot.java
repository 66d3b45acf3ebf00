package io.github.batchbench.fake.blob;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything under one blob name: the blob, its snapshots, its lease, and blocks that are not committed. */
final class BlobSlot {
    private final ContainerSlot container;
    private final String name;
    private @Nullable Blob current;
    private Lease lease = Lease.NONE;
    private final NavigableMap<String, Blob> snapshots = new TreeMap<>();
    private final NavigableMap<String, BlobContent> uncommitted = new TreeMap<>();

    BlobSlot(ContainerSlot container, String name) {
        this.container = container;
        this.name = name;
    }

    @Nullable
    Blob current() {
        return current;
    }

    Blob required() {
        if (current == null) {
            throw BlobError.BLOB_NOT_FOUND.exception();
        }
        return current;
    }

    Lease lease(Instant now) {
        return lease.at(now);
    }

    void setLease(Lease newLease) {
        lease = newLease;
        changedBlob();
    }

    /** The snapshots by their times; not to be changed here. */
    NavigableMap<String, Blob> snapshots() {
        return Collections.unmodifiableNavigableMap(snapshots);
    }

    /** Keeps a snapshot, in place of an earlier state of it. */
    void putSnapshot(String time, Blob snapshot) {
        snapshots.put(time, snapshot);
        container.changed(name, KeptBlob.Kind.SNAPSHOT, time);
    }

    /** Removes a snapshot. */
    void removeSnapshot(String time) {
        Blob removed = snapshots.remove(time);
        if (removed != null) {
            removed.content().release();
            container.changed(name, KeptBlob.Kind.SNAPSHOT, time);
        }
    }

    /** The blocks that are not committed, by their ids; not to be changed here. */
    NavigableMap<String, BlobContent> uncommitted() {
        return Collections.unmodifiableNavigableMap(uncommitted);
    }

    /** Keeps a block, in place of one of its id. */
    void stage(String id, BlobContent content) {
        BlobContent replaced = uncommitted.put(id, content);
        if (replaced != null) {
            replaced.release();
        }
        container.changed(name, KeptBlob.Kind.BLOCK, id);
    }

    private void changedBlob() {
        container.changed(name, KeptBlob.Kind.BLOB, "");
    }

    /** Everything of it has changed. */
    void changed() {
        changedBlob();
        snapshots.keySet().forEach(time -> container.changed(name, KeptBlob.Kind.SNAPSHOT, time));
        uncommitted.keySet().forEach(id -> container.changed(name, KeptBlob.Kind.BLOCK, id));
    }

    /** Replaces the blob by a later state of it or by another one. */
    void set(Blob next) {
        if (current != null && current.content() != next.content()) {
            current.content().release();
        }
        current = next;
        changedBlob();
    }

    /** A write of the content: uncommitted blocks go, and a lease that does not lock is forgotten. */
    void overwrite(Blob next, Instant now) {
        Blob replaced = current;
        set(replaced == null ? next : next.createdAt(replaced.created()));
        clearUncommitted();
        setLease(lease.at(now).afterWrite());
    }

    void clearUncommitted() {
        uncommitted.forEach((id, content) -> {
            content.release();
            container.changed(name, KeptBlob.Kind.BLOCK, id);
        });
        uncommitted.clear();
    }

    void removeSnapshots() {
        List.copyOf(snapshots.keySet()).forEach(this::removeSnapshot);
    }

    /** Removes everything. */
    void clear() {
        clearUncommitted();
        removeSnapshots();
        if (current != null) {
            current.content().release();
            current = null;
        }
        setLease(Lease.NONE);
    }

    /** All that is kept of it. */
    List<KeptBlob.Part> kept(Instant now) {
        List<KeptBlob.Part> parts = new ArrayList<>();
        if (current != null) {
            parts.add(kept(KeptBlob.Kind.BLOB, "", current, now));
        }
        snapshots.forEach((time, snapshot) -> parts.add(kept(KeptBlob.Kind.SNAPSHOT, time, snapshot, now)));
        uncommitted.forEach((id, content) -> parts.add(block(id, content)));
        return parts;
    }

    /** What is kept of one thing, null if it is not there. */
    KeptBlob.@Nullable Part kept(UnsavedBlobs.Part part, Instant now) {
        if (part.kind() == KeptBlob.Kind.BLOCK) {
            BlobContent content = uncommitted.get(part.key());
            return content == null ? null : block(part.key(), content);
        }
        Blob blob = part.kind() == KeptBlob.Kind.BLOB ? current : snapshots.get(part.key());
        return blob == null ? null : kept(part.kind(), part.key(), blob, now);
    }

    private KeptBlob.Part kept(KeptBlob.Kind kind, String key, Blob blob, Instant now) {
        Lease own = kind == KeptBlob.Kind.BLOB ? lease.at(now) : Lease.NONE;
        return KeptBlob.of(container.state().name(), name, kind, key, blob, own);
    }

    private KeptBlob.Part block(String id, BlobContent content) {
        return KeptBlob.ofBlock(container.state().name(), name, id, content);
    }

    void restore(KeptBlob.Part part) {
        switch (part.blob().kind()) {
            case BLOB -> {
                lease = part.blob().lease();
                current = part.blob().blob(part.content());
            }
            case SNAPSHOT -> snapshots.put(part.blob().key(), part.blob().blob(part.content()));
            case BLOCK -> uncommitted.put(part.blob().key(), part.content());
        }
        container.changed(name, part.blob().kind(), part.blob().key());
    }

    boolean empty() {
        return current == null && uncommitted.isEmpty() && snapshots.isEmpty();
    }
}
