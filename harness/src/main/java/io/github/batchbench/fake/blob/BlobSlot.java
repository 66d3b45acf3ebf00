package io.github.batchbench.fake.blob;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything under one blob name: the blob, its snapshots, its lease, and blocks that are not committed. */
final class BlobSlot {
    private @Nullable Blob current;
    private Lease lease = Lease.NONE;
    private final NavigableMap<String, Blob> snapshots = new TreeMap<>();
    private final NavigableMap<String, BlobContent> uncommitted = new TreeMap<>();

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
    }

    NavigableMap<String, Blob> snapshots() {
        return snapshots;
    }

    NavigableMap<String, BlobContent> uncommitted() {
        return uncommitted;
    }

    /** Replaces the blob by a later state of it or by another one. */
    void set(Blob next) {
        if (current != null && current.content() != next.content()) {
            current.content().release();
        }
        current = next;
    }

    /** A write of the content: uncommitted blocks go, and a lease that does not lock is forgotten. */
    void overwrite(Blob next, Instant now) {
        Blob replaced = current;
        set(replaced == null ? next : next.createdAt(replaced.created()));
        clearUncommitted();
        lease = lease.at(now).afterWrite();
    }

    void clearUncommitted() {
        uncommitted.values().forEach(BlobContent::release);
        uncommitted.clear();
    }

    void removeSnapshots() {
        snapshots.values().forEach(snapshot -> snapshot.content().release());
        snapshots.clear();
    }

    /** Removes everything. */
    void clear() {
        clearUncommitted();
        removeSnapshots();
        if (current != null) {
            current.content().release();
            current = null;
        }
        lease = Lease.NONE;
    }

    List<KeptBlob.Part> kept(String container, String name, Instant now) {
        List<KeptBlob.Part> parts = new ArrayList<>();
        Lease held = lease.at(now);
        if (current != null) {
            parts.add(KeptBlob.of(container, name, KeptBlob.Kind.BLOB, "", current, held));
        }
        snapshots.forEach((time, snapshot) ->
                parts.add(KeptBlob.of(container, name, KeptBlob.Kind.SNAPSHOT, time, snapshot, held)));
        uncommitted.forEach((id, content) -> parts.add(KeptBlob.ofBlock(container, name, id, content, held)));
        return parts;
    }

    void restore(KeptBlob.Part part) {
        lease = part.blob().lease();
        switch (part.blob().kind()) {
            case BLOB -> current = part.blob().blob(part.content());
            case SNAPSHOT -> snapshots.put(part.blob().key(), part.blob().blob(part.content()));
            case BLOCK -> uncommitted.put(part.blob().key(), part.content());
        }
    }

    boolean empty() {
        return current == null && uncommitted.isEmpty() && snapshots.isEmpty();
    }
}
