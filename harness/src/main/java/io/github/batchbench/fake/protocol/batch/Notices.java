package io.github.batchbench.fake.protocol.batch;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What a user should know of requests that succeeded: a version that is announced for retirement, a property that is
 * kept without effect. Each is said once, however often the account is emptied. Thread-safe.
 */
public final class Notices {
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /** Says this, unless it has been said. */
    void say(String notice) {
        if (known.add(notice)) {
            said.add(notice);
            listeners.forEach(listener -> listener.accept(notice));
        }
    }

    /** What was said, in order; a snapshot. */
    public List<String> all() {
        return List.copyOf(said);
    }

    /** Hears what is said from now on, on the thread of the request. */
    public void onNotice(Consumer<String> listener) {
        listeners.add(listener);
    }
}
