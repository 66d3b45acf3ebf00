package io.github.batchbench.api;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The faults of each of a fake's Batch accounts. Thread-safe. */
final class AccountFaults {
    private final FakeServices services;
    private final Faults first;
    /** By the server and not by the name: another account of the same name has no faults yet. */
    private final Map<BatchServer, Faults> made = new ConcurrentHashMap<>();

    AccountFaults(FakeServices services) {
        this.services = services;
        this.first = of(services.first());
    }

    /** Those of the account that a fake begins with. */
    Faults first() {
        return first;
    }

    private Faults of(String account) {
        BatchServer server = services.server(account)
                .orElseThrow(() -> new IllegalArgumentException("There is no Batch account " + account + ", but "
                        + String.join(", ", services.accounts().keySet()) + "."));
        return server == services.first() ? first : made.computeIfAbsent(server, this::of);
    }

    private Faults of(BatchServer server) {
        return new Faults(
                server, services.firstStorage(), () -> services.blobHost().wireMock(), this::of);
    }

    /** Forgets what a reset of accounts and servers does not take with it; the accounts that were made are gone. */
    void clear() {
        first.clear();
        made.clear();
    }
}
