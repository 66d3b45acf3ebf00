package io.github.batchbench.fake.blob;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A storage account. Its operations are in {@link #containers()}, {@link #blobs()} and their like; each is atomic, and
 * all are thread-safe: the account's monitor is the lock of everything in it.
 */
public final class StorageAccount {
    private final String name;
    private final ContentStore store;
    private final Stamps stamps;
    private final UnsavedBlobs unsaved = new UnsavedBlobs();
    private final NavigableMap<String, ContainerSlot> slots = new TreeMap<>();
    private final Map<String, Instant> blockedUntil = new HashMap<>();
    private Duration deletionDelay = Duration.ZERO;
    private ServiceProperties properties = ServiceProperties.DEFAULT;

    /** An empty account that keeps its content in a store and tells time by a clock. */
    public StorageAccount(String name, ContentStore store, InstantSource clock) {
        this.name = name;
        this.store = store;
        this.stamps = new Stamps(clock);
    }

    /** The account's name. */
    public String name() {
        return name;
    }

    /** Where the content lies. */
    public ContentStore store() {
        return store;
    }

    /** What time it is in the account. */
    public Instant now() {
        return stamps.now();
    }

    /** Operations on containers. */
    public Containers containers() {
        return new Containers(this);
    }

    /** Operations on blobs of any type. */
    public Blobs blobs() {
        return new Blobs(this);
    }

    /** Operations on block blobs. */
    public BlockBlobs blockBlobs() {
        return new BlockBlobs(this);
    }

    /** Operations on append blobs. */
    public AppendBlobs appendBlobs() {
        return new AppendBlobs(this);
    }

    /** Lists of blobs. */
    public BlobListing listing() {
        return new BlobListing(this);
    }

    /**
     * How long the name of a deleted container stays taken: the service says at least 30 seconds. Zero, the default,
     * frees it at once.
     */
    public synchronized void containerDeletionTakes(Duration delay) {
        deletionDelay = delay;
    }

    /** The service's properties. */
    public synchronized ServiceProperties properties() {
        return properties;
    }

    /** Replaces the service's properties. */
    public synchronized void setProperties(ServiceProperties newProperties) {
        properties = newProperties;
        unsaved.properties();
    }

    /** Empties the account; it is as it was when it was new. */
    public synchronized void clear() {
        slots.values().forEach(ContainerSlot::clear);
        slots.clear();
        blockedUntil.clear();
        deletionDelay = Duration.ZERO;
        properties = ServiceProperties.DEFAULT;
        unsaved.emptied();
    }

    /**
     * From now on it is noted what changes in it; the listener hears of each change, and must be quick.
     *
     * @param known whether what is there now is known: else all of it is new
     */
    public synchronized void noteChanges(boolean known, Runnable listener) {
        unsaved.note(listener);
        if (!known) {
            unsaved.emptied();
            slots.values().forEach(ContainerSlot::changed);
        }
    }

    /** Changes are noted no more. */
    public synchronized void noteNoChanges() {
        unsaved.stop();
    }

    /** What has changed since this was last asked. */
    public synchronized ChangedStorage takeChanges() {
        return unsaved.take(this);
    }

    /**
     * What is kept of it, to be there again later.
     *
     * @param blobs with their contents, which are the caller's to release
     */
    public record Kept(ServiceProperties properties, List<Container> containers, List<KeptBlob.Part> blobs) {}

    /** What is kept of it. */
    public synchronized Kept kept() {
        List<Container> containers = new ArrayList<>();
        List<KeptBlob.Part> blobs = new ArrayList<>();
        slots.forEach((container, slot) -> {
            containers.add(slot.state());
            slot.blobs().forEach((name, blob) -> blobs.addAll(blob.kept(stamps.now())));
        });
        return new Kept(properties, containers, blobs);
    }

    /** Everything is there again, in place of what is there now; the contents of the blobs are the account's from now on. */
    public synchronized void restore(Kept kept) {
        clear();
        properties = kept.properties();
        kept.containers().forEach(this::put);
        for (KeptBlob.Part part : kept.blobs()) {
            ContainerSlot container = slot(part.blob().container());
            String name = part.blob().name();
            BlobSlot slot = container.blob(name);
            slot.restore(part);
            container.keep(name, slot);
        }
    }

    Stamps stamps() {
        return stamps;
    }

    /** For whoever holds this account's monitor, which is the one lock of all that is in it. */
    NavigableMap<String, ContainerSlot> slots() {
        requireLock();
        return slots;
    }

    void put(Container container) {
        requireLock();
        slots.put(container.name(), new ContainerSlot(container, unsaved));
    }

    private void requireLock() {
        if (!Thread.holdsLock(this)) {
            throw new IllegalStateException("What is in a storage account is touched only under its lock");
        }
    }

    ContainerSlot slot(String container) {
        requireLock();
        ContainerSlot slot = slots.get(container);
        if (slot == null) {
            throw BlobError.CONTAINER_NOT_FOUND.exception();
        }
        return slot;
    }

    void requireFree(String container) {
        requireLock();
        Instant until = blockedUntil.get(container);
        if (until != null && stamps.now().isBefore(until)) {
            throw BlobError.CONTAINER_BEING_DELETED.exception();
        }
    }

    void remove(String container) {
        requireLock();
        ContainerSlot slot = slots.remove(container);
        if (slot != null) {
            slot.clear();
            unsaved.goneContainer(container);
        }
        if (!deletionDelay.isZero()) {
            blockedUntil.put(container, stamps.now().plus(deletionDelay));
        }
    }
}
