package io.github.batchbench.api;

import io.github.batchbench.fake.blob.ContentStore;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.model.AccountKeys;
import io.github.batchbench.fake.protocol.blob.BlobApi;
import io.github.batchbench.fake.protocol.blob.access.BlobCredentials;
import io.github.batchbench.fake.protocol.identity.AccessTokens;
import io.github.batchbench.fake.server.OwnNames;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The storage accounts of a fake, which come and go. Thread-safe. */
final class BlobServer {
    private final InstantSource clock;
    private final OwnNames names;
    private final Path folder;
    private final UnaryOperator<BlobCredentials> tokens;
    private final BlobApi api;
    private final AtomicInteger opened = new AtomicInteger();
    private final Map<String, StorageAccount> accounts = new ConcurrentHashMap<>();

    /**
     * No accounts yet.
     *
     * @param folder what is kept lies below it
     * @param clock the account's own
     * @param clientsTime the time that signatures begin and expire by
     */
    BlobServer(
            Path folder,
            InstantSource clock,
            InstantSource clientsTime,
            OwnNames names,
            @Nullable String token,
            AccessTokens issued) {
        this.folder = folder;
        this.clock = clock;
        this.names = names;
        this.tokens = credentials -> credentials.withToken(token).withTokens(issued);
        this.api = new BlobApi(Map.of(), clientsTime);
    }

    /** What answers at its address. */
    BlobApi api() {
        return api;
    }

    /** Serves an account to those who have its keys. */
    void open(String name, AccountKeys keys) {
        StorageAccount account = accounts.computeIfAbsent(
                name,
                key -> new StorageAccount(
                        key, new ContentStore(folder.resolve(key + "-" + opened.incrementAndGet())), clock));
        api.add(account, tokens.apply(BlobCredentials.of(keys)));
        names.addStorage(name);
    }

    /** Serves an account no more, and forgets what it holds. */
    void close(String name) {
        api.remove(name);
        names.removeStorage(name);
        StorageAccount account = accounts.remove(name);
        if (account != null) {
            account.clear();
        }
    }

    /**
     * An account, past HTTP.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    StorageAccount account(String name) {
        StorageAccount found = accounts.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "There is no storage account '" + name + "', only " + new TreeSet<>(accounts.keySet()));
        }
        return found;
    }

    /** All accounts. */
    Collection<StorageAccount> all() {
        return accounts.values();
    }
}
