package io.github.batchbench.fake.blob;

import java.util.NavigableMap;
import java.util.TreeMap;

/** A container with its blobs. */
final class ContainerSlot {
    private final UnsavedBlobs unsaved;
    private Container state;
    private final NavigableMap<String, BlobSlot> blobs = new TreeMap<>();

    ContainerSlot(Container state, UnsavedBlobs unsaved) {
        this.state = state;
        this.unsaved = unsaved;
        unsaved.container(state.name());
    }

    Container state() {
        return state;
    }

    void set(Container next) {
        state = next;
        unsaved.container(next.name());
    }

    /** Something of a blob has changed. */
    void changed(String blob, KeptBlob.Kind kind, String key) {
        unsaved.part(state.name(), blob, kind, key);
    }

    /** Everything of it has changed. */
    void changed() {
        unsaved.container(state.name());
        blobs.values().forEach(BlobSlot::changed);
    }

    /** It has another name, and so has all that is in it. */
    void renamed(Container next) {
        unsaved.goneContainer(state.name());
        set(next);
        changed();
    }

    NavigableMap<String, BlobSlot> blobs() {
        return blobs;
    }

    /** The slot of a name; a new one is only kept once something is put into it. */
    BlobSlot blob(String name) {
        BlobSlot slot = blobs.get(name);
        return slot == null ? new BlobSlot(this, name) : slot;
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
