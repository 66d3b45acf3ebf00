package io.github.batchbench.fake.blob;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has changed in a storage account since somebody last asked, so that whoever keeps it writes no more than that. Nothing is
 * noted before somebody wants to know. Under the account's monitor.
 */
final class UnsavedBlobs {
    /** A blob, a snapshot of one, or a block that is not committed. */
    record Part(String container, String blob, KeptBlob.Kind kind, String key) {}

    private final Set<String> containers = new LinkedHashSet<>();
    private final Set<String> goneContainers = new LinkedHashSet<>();
    private final Set<Part> parts = new LinkedHashSet<>();
    private @Nullable Runnable listener;
    private boolean emptied;
    private boolean properties;

    /** From now on changes are noted; the listener hears of each, and must be quick. */
    void note(Runnable theListener) {
        listener = theListener;
    }

    /** Changes are noted no more. */
    void stop() {
        listener = null;
        clear();
    }

    private void clear() {
        containers.clear();
        goneContainers.clear();
        parts.clear();
        emptied = false;
        properties = false;
    }

    void emptied() {
        if (listener != null) {
            clear();
            emptied = true;
            properties = true;
            listener.run();
        }
    }

    void properties() {
        if (listener != null) {
            properties = true;
            listener.run();
        }
    }

    void container(String name) {
        if (listener != null) {
            containers.add(name);
            listener.run();
        }
    }

    void goneContainer(String name) {
        if (listener != null) {
            goneContainers.add(name);
            parts.removeIf(part -> part.container().equals(name));
            listener.run();
        }
    }

    void part(String container, String blob, KeptBlob.Kind kind, String key) {
        if (listener != null) {
            parts.add(new Part(container, blob, kind, key));
            listener.run();
        }
    }

    /** What has changed since this was last asked, as the account is now. */
    ChangedStorage take(StorageAccount account) {
        List<Container> there = new ArrayList<>();
        List<KeptBlob.Part> changed = new ArrayList<>();
        List<ChangedStorage.Gone> gone = new ArrayList<>();
        for (String name : containers) {
            ContainerSlot slot = account.slots().get(name);
            if (slot != null) {
                there.add(slot.state());
            }
        }
        for (Part part : parts) {
            ContainerSlot container = account.slots().get(part.container());
            KeptBlob.Part now = container == null
                    ? null
                    : container.blob(part.blob()).kept(part, account.stamps().now());
            if (now == null) {
                gone.add(new ChangedStorage.Gone(part.container(), KeptBlob.id(part.blob(), part.kind(), part.key())));
            } else {
                changed.add(now);
            }
        }
        ChangedStorage taken = new ChangedStorage(
                emptied, properties ? account.properties() : null, List.copyOf(goneContainers), there, gone, changed);
        clear();
        return taken;
    }
}
