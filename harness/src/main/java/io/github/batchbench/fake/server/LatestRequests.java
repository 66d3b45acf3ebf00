package io.github.batchbench.fake.server;

import com.github.tomakehurst.wiremock.common.FileSource;
import com.github.tomakehurst.wiremock.store.DefaultStores;
import com.github.tomakehurst.wiremock.store.RequestJournalStore;
import com.github.tomakehurst.wiremock.store.Stores;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The requests that WireMock remembers for {@code verify}: so many of the latest. With a limit of its own WireMock counts all of them
 * again with every request, which takes longer than the answer. Thread-safe.
 */
final class LatestRequests implements RequestJournalStore {
    private final int most;

    /** The oldest first. Guarded by this. */
    private final Map<UUID, ServeEvent> events = new LinkedHashMap<>();

    LatestRequests(int most) {
        this.most = most;
    }

    /** WireMock's stores, with such a one in place of its own. */
    static Stores stores(int most, FileSource files) {
        LatestRequests latest = new LatestRequests(most);
        return new DefaultStores(files) {
            @Override
            public RequestJournalStore getRequestJournalStore() {
                return latest;
            }
        };
    }

    /** The newest first, as WireMock expects them. */
    @Override
    public synchronized Stream<ServeEvent> getAll() {
        List<ServeEvent> all = new ArrayList<>(events.values());
        Collections.reverse(all);
        return all.stream();
    }

    @Override
    public Stream<UUID> getAllKeys() {
        return getAll().map(ServeEvent::getId);
    }

    @Override
    public synchronized void add(ServeEvent event) {
        events.put(event.getId(), event);
        if (events.size() > most) {
            removeLast();
        }
    }

    /** What became of a request that is remembered. It is told after the answer, so the request may have been forgotten. */
    @Override
    public synchronized void put(UUID id, ServeEvent event) {
        events.replace(id, event);
    }

    /** The oldest goes. */
    @Override
    public synchronized void removeLast() {
        events.keySet().stream().findFirst().ifPresent(events::remove);
    }

    @Override
    public synchronized Optional<ServeEvent> get(UUID id) {
        return Optional.ofNullable(events.get(id));
    }

    @Override
    public synchronized void remove(UUID id) {
        events.remove(id);
    }

    @Override
    public synchronized void clear() {
        events.clear();
    }
}
