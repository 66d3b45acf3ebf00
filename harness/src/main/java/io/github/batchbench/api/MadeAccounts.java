package io.github.batchbench.api;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.AccountKeys;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.server.OwnNames;
import io.github.batchbench.fake.server.OwnThreads;
import io.github.batchbench.fake.server.WireMockHost;
import io.github.batchbench.fake.subscription.BatchResource;
import io.github.batchbench.fake.subscription.DataPlane;
import io.github.batchbench.fake.subscription.PackageStore;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.IntConsumer;

/** Serves what is made in a fake's subscription, each Batch account at a port of its own. Thread-safe. */
final class MadeAccounts implements DataPlane {
    private final BatchServer.Surroundings surroundings;
    private final OwnNames names;
    private final BlobServer storage;
    private final Function<Handler, WireMockHost> hosting;
    private final IntConsumer opened;
    private final IntConsumer closed;
    private final Map<String, BatchServer> servers = new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);

    /**
     * Serves accounts.
     *
     * @param hosting starts a server for an account's service
     * @param opened hears of each port that is opened
     * @param closed hears of each port that is closed
     */
    MadeAccounts(
            BatchServer.Surroundings surroundings,
            OwnNames names,
            BlobServer storage,
            Function<Handler, WireMockHost> hosting,
            IntConsumer opened,
            IntConsumer closed) {
        this.surroundings = surroundings;
        this.names = names;
        this.storage = storage;
        this.hosting = hosting;
        this.opened = opened;
        this.closed = closed;
    }

    @Override
    public Served open(BatchResource account) {
        return OwnThreads.make(() -> serve(account));
    }

    private Served serve(BatchResource account) {
        BatchServer server = new BatchServer(surroundings, account.name(), account.keys());
        try {
            server.listen(hosting.apply(server.api()));
        } catch (RuntimeException e) {
            server.account().leave();
            throw e;
        }
        names.addBatch(account.name());
        opened.accept(server.port());
        servers.put(account.name(), server);
        return new Made(server, account.name());
    }

    /** Those that are there now, by their names. */
    Map<String, BatchServer> servers() {
        return Collections.unmodifiableMap(servers);
    }

    @Override
    public void openStorage(String name, AccountKeys keys) {
        storage.open(name, keys);
    }

    @Override
    public PackageStore packages() {
        return storage;
    }

    @Override
    public void closeStorage(String name) {
        storage.close(name);
    }

    /** One of them. */
    final class Made implements Served {
        private final BatchServer server;
        private final String name;
        private final AtomicBoolean ended = new AtomicBoolean();

        private Made(BatchServer server, String name) {
            this.server = server;
            this.name = name;
        }

        BatchServer server() {
            return server;
        }

        @Override
        public BatchAccount account() {
            return server.account();
        }

        @Override
        public int port() {
            return server.port();
        }

        @Override
        public void close() {
            if (ended.compareAndSet(false, true)) {
                servers.remove(name, server);
                closed.accept(server.port());
                names.removeBatch(name);
                server.end();
            }
        }
    }
}
