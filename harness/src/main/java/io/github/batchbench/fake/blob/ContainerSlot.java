package io.github.batchbench.fake.blob;

import java.util.NavigableMap;
import java.util.TreeMap;

/** A container with its blobs. */
final class ContainerSlot {
    private Container state;
    private final NavigableMap<String, BlobSlot> blobs = new TreeMap<>();

    ContainerSlot(Container state) {
        this.state = state;
    }

    Container state() {
        return state;
    }

    void set(Container next) {
        state = next;
    }

    NavigableMap<String, BlobSlot> blobs() {
        return blobs;
    }

    /** The slot of a name; a new one is only kept once something is put into it. */
    BlobSlot blob(String name) {
        return blobs.getOrDefault(name, new BlobSlot());
    }

    /** Keeps a slot that has something in it, and drops one that has not. */
    void keep(String name, BlobSlot slot) {
        if (slot.empty()) {
            blobs.remove(name);
        } else {
            blobs.put(name, slot);
        }
    }

    void clear() {
        blobs.values().forEach(BlobSlot::clear);
        blobs.clear();
    }
}
