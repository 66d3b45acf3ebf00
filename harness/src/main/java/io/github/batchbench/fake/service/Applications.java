package io.github.batchbench.fake.service;

import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The account's applications, which a test puts there: the service has no operation on this side to add them. */
public final class Applications {
    /**
     * An application.
     *
     * @param versions of its packages, may be empty
     */
    public record Application(String id, List<String> versions) {}

    private final BatchAccount account;
    private final NavigableMap<String, Application> byId = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    Applications(BatchAccount account) {
        this.account = account;
    }

    /** Adds an application, or replaces it. */
    public void put(String id, String... versions) {
        account.timeline().exclusively(() -> {
            byId.put(id, new Application(id, List.of(versions)));
        });
    }

    /** The application of this id, whatever the case of its letters. */
    public Optional<Application> get(String id) {
        return account.exclusively(() -> Optional.ofNullable(byId.get(id)));
    }

    /** All applications, sorted by id; to be read under {@link BatchAccount#exclusively}. */
    public Collection<Application> all() {
        return byId.values();
    }

    void clear() {
        byId.clear();
    }
}
