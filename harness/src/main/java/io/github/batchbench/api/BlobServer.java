package io.github.batchbench.api;

import io.github.batchbench.fake.blob.BlobException;
import io.github.batchbench.fake.blob.BlobKey;
import io.github.batchbench.fake.blob.Blobs;
import io.github.batchbench.fake.blob.ContentStore;
import io.github.batchbench.fake.blob.Preconditions;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.model.AccountKeys;
import io.github.batchbench.fake.model.PackageContent;
import io.github.batchbench.fake.protocol.blob.BlobApi;
import io.github.batchbench.fake.protocol.blob.RemoteServers;
import io.github.batchbench.fake.protocol.blob.access.BlobCredentials;
import io.github.batchbench.fake.protocol.blob.access.SasSigner;
import io.github.batchbench.fake.protocol.blob.access.SharedKey;
import io.github.batchbench.fake.protocol.blob.format.Percent;
import io.github.batchbench.fake.protocol.identity.AccessTokens;
import io.github.batchbench.fake.protocol.identity.Permissions;
import io.github.batchbench.fake.server.OwnNames;
import io.github.batchbench.fake.subscription.PackageStore;
import io.github.batchbench.fake.subscription.StorageResource;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The storage accounts of a fake, which come and go, and application packages in them. Thread-safe. */
final class BlobServer implements PackageStore {
    private final InstantSource clock;
    private final OwnNames names;
    private final Supplier<URI> address;
    private final BiFunction<String, Integer, ContentStore> contents;
    private final BiFunction<String, BlobCredentials, BlobCredentials> tokens;
    private final BlobApi api;
    private final BlobApi trusting;
    private final String ownToken = AccountKeys.randomKey();
    private final AtomicInteger opened = new AtomicInteger();
    private final Map<String, StorageAccount> accounts = new ConcurrentHashMap<>();

    /**
     * No accounts yet.
     *
     * @param contents where the contents of an account are, by its name and how many were opened
     * @param tls what copies from elsewhere over https are made with; null for Java's own
     * @param clock the account's own
     * @param clientsTime the time that signatures begin and expire by
     * @param permissions what callers with tokens may do with an account, by its name
     * @param address scheme, host and port, asked when the server listens
     */
    BlobServer(
            BiFunction<String, Integer, ContentStore> contents,
            @Nullable SSLContext tls,
            InstantSource clock,
            InstantSource clientsTime,
            OwnNames names,
            @Nullable String token,
            AccessTokens issued,
            Function<String, Permissions> permissions,
            Supplier<URI> address) {
        this.contents = contents;
        this.clock = clock;
        this.names = names;
        this.address = address;
        this.tokens = (name, credentials) -> credentials.withToken(token).withTokens(issued, permissions.apply(name));
        RemoteServers remote = new RemoteServers(tls);
        this.api = new BlobApi(Map.of(), clientsTime, remote);
        this.trusting = new BlobApi(Map.of(), clientsTime, remote);
    }

    /** What answers at its address. */
    BlobApi api() {
        return api;
    }

    /** The same service for who has {@link #ownToken}, and at no address. */
    BlobApi trusting() {
        return trusting;
    }

    /** A bearer token for {@link #trusting}. */
    String ownToken() {
        return ownToken;
    }

    /** Serves an account to those who have its keys. */
    void open(String name, AccountKeys keys) {
        StorageAccount account = accounts.computeIfAbsent(
                name, key -> new StorageAccount(key, contents.apply(key, opened.incrementAndGet()), clock));
        api.add(account, tokens.apply(name, BlobCredentials.of(keys)));
        trusting.add(account, BlobCredentials.of(keys).withToken(ownToken));
        names.addStorage(name);
    }

    /** Serves an account no more, and forgets what it holds. */
    void close(String name) {
        api.remove(name);
        trusting.remove(name);
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

    /** All accounts by their names. */
    Map<String, StorageAccount> byName() {
        return new TreeMap<>(accounts);
    }

    /** All accounts. */
    Collection<StorageAccount> all() {
        return accounts.values();
    }

    @Override
    public String signed(Place place, Instant until, boolean writable) {
        String account = place.account().name();
        try {
            account(account).containers().create(place.container(), Map.of(), null);
        } catch (BlobException thereAlready) {
            // Packages of the same application share it.
        }
        String sas = new SasSigner(account, new SharedKey(place.account().keys().primary()))
                .blob(place.container(), place.blob(), writable ? "rw" : "r", until);
        return place.container() + "/" + place.blob() + "?" + sas;
    }

    /** The URL of a container with a signature to read and list it, which lasts until then. */
    URI readable(StorageResource account, String container, Instant until) {
        String sas = new SasSigner(account.name(), new SharedKey(account.keys().primary()))
                .container(container, "rl", until);
        return URI.create(address.get() + "/" + account.name() + "/" + container + "?" + sas);
    }

    /** The URL of a blob with a signature that lasts until then. */
    String signed(StorageKeys keys, BlobKey blob, String permissions, Instant until) {
        String sas = new SasSigner(keys.account(), new SharedKey(keys.key1()))
                .blob(blob.container(), blob.blob(), permissions, until);
        return address.get() + "/" + keys.account() + "/" + Percent.encode(blob.container()) + "/"
                + Percent.encode(blob.blob()).replace("%2F", "/") + "?" + sas;
    }

    private Blobs blobs(Place place) {
        return account(place.account().name()).blobs();
    }

    private static BlobKey key(Place place) {
        return new BlobKey(place.container(), place.blob());
    }

    @Override
    public boolean has(Place place) {
        try {
            return blobs(place).exists(key(place));
        } catch (BlobException noContainer) {
            return false;
        }
    }

    @Override
    public PackageContent content(Place place) {
        return () -> {
            try {
                return blobs(place)
                        .read(
                                key(place),
                                "",
                                Preconditions.NONE,
                                view -> view.read(0, view.blob().content().length()))
                        .open();
            } catch (BlobException | IllegalArgumentException gone) {
                throw new IOException("The package is not in its storage account any more.", gone);
            }
        };
    }

    @Override
    public void remove(Place place) {
        try {
            blobs(place).delete(key(place), "", Blobs.SnapshotDeletion.INCLUDE, Preconditions.NONE);
        } catch (BlobException nothingThere) {
            // That is what is wanted.
        }
    }
}
