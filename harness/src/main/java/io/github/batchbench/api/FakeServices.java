package io.github.batchbench.api;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.history.AccountEvent;
import io.github.batchbench.fake.model.AccountKeys;
import io.github.batchbench.fake.node.transfers.NodeNetwork;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.arm.ArmApi;
import io.github.batchbench.fake.protocol.batch.Notices;
import io.github.batchbench.fake.protocol.identity.AccessTokens;
import io.github.batchbench.fake.protocol.identity.IdentityApi;
import io.github.batchbench.fake.protocol.identity.ServicePrincipal;
import io.github.batchbench.fake.server.CloudPort;
import io.github.batchbench.fake.server.HostOptions;
import io.github.batchbench.fake.server.OwnNames;
import io.github.batchbench.fake.server.WireMockHost;
import io.github.batchbench.fake.snapshot.Snapshot;
import io.github.batchbench.fake.subscription.BatchAccounts;
import io.github.batchbench.fake.subscription.BatchResource;
import io.github.batchbench.fake.subscription.Subscription;
import io.github.batchbench.fake.time.Timeline;
import io.github.batchbench.fake.tls.ServerCertificate;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Both services of a fake, put together and listening. Thread-safe. */
final class FakeServices implements AutoCloseable {
    private static final Duration AUTO_STORAGE_SAS = Duration.ofDays(7);

    private final FakeAzureOptions options;
    private final FakeLocation location;
    private final OwnNames names;
    private final Set<Path> folders = ConcurrentHashMap.newKeySet();
    private final @Nullable ServerCertificate certificate;
    private final FakeTrusts trusts;
    private final FakeAuthority authority;
    private final Subscription subscription;
    private final BatchServer first;
    private final BlobServer storage;
    private final WireMockHost batchHost;
    private final WireMockHost blobHost;
    private final @Nullable CloudPort cloud;
    private final List<BiConsumer<String, AccountEvent>> eventListeners = new CopyOnWriteArrayList<>();
    private final Notices notices = new Notices();
    private final NotModelled notModelled = new NotModelled();
    private final PortalServices portal;

    /**
     * Starts them.
     *
     * @param location where their state is kept; the caller begins with it, and closes it
     * @param scripts which tasks are not run as processes
     * @param control what answers on the paths of the fake's own, as soon as this has returned
     * @param opened hears of the ports of accounts that are made
     * @param closed hears when such a port is closed
     */
    FakeServices(
            FakeAzureOptions options,
            FakeLocation location,
            TaskScripts scripts,
            Handler control,
            IntConsumer opened,
            IntConsumer closed) {
        this.options = options;
        this.location = location;
        this.names = new OwnNames(
                options.batchAccount(),
                options.storage().stream().map(StorageKeys::account).toList(),
                options.encryption().names());
        this.certificate = options.encryption().certificate(location, names);
        Timeline timeline = options.pace().timeline();
        InstantSource clientsTime =
                () -> timeline.virtualInstant().orElseGet(options.pace().wallClock()::instant);
        Directory directory = Directory.of(options);
        AccessTokens issued = location.tokens(options.principal(), directory.applications(), clientsTime);
        BatchServer.Surroundings surroundings = new BatchServer.Surroundings(
                options,
                location,
                timeline,
                issued,
                notices,
                scripts,
                new NodeNetwork(
                        uri -> names.blobAt(blobHost().uri(), uri).orElse(uri),
                        () -> trusts().sockets(),
                        () -> trusts().variables(),
                        () -> List.of(batchHost().uri(), blobHost().uri())),
                account -> container -> autoStorage(account, container),
                account -> new CallerRules(this::subscription, account),
                folders,
                (account, event) -> eventListeners.forEach(listener -> listener.accept(account, event)));
        AccountKeys keys = InitialAccounts.keys(options);
        this.first = new BatchServer(surroundings, options.batchAccount(), keys);
        Map<String, AccountKeys> stores = new LinkedHashMap<>();
        for (StorageKeys store : options.storage()) {
            stores.put(store.account(), new AccountKeys(store.key1(), store.key2()));
        }
        this.trusts = FakeTrusts.of(
                certificate == null ? null : certificate.anchor(),
                options.encryption().trusted(),
                first.nodes()::scratch);
        this.storage = new BlobServer(
                (account, number) ->
                        location.contents(account, () -> scratch("blobs").resolve(account + "-" + number)),
                trusts.context(),
                timeline,
                clientsTime,
                names,
                options.token(),
                issued,
                account -> (objectId, action) -> subscription().permitsStorage(account, objectId, action),
                () -> blobHost().uri());
        stores.forEach(storage::open);
        MadeAccounts made = new MadeAccounts(surroundings, names, storage, this::host, opened, closed);
        this.subscription = new Subscription(
                options.principal().tenantId(),
                timeline,
                options.pace().latencies(),
                options.pace().seed(),
                new Subscription.First(
                        options.batchAccount(),
                        keys,
                        first,
                        stores,
                        options.principal().objectId(),
                        directory.roles(),
                        InitialAccounts.region(options)),
                made);
        this.portal = new PortalServices(first, made::servers, storage);
        String identityHeader = ServicePrincipal.randomSecret();
        this.authority = new FakeAuthority(issued, identityHeader, this::batchEndpoint);
        WireMockHost blobs = null;
        try {
            blobs = new WireMockHost(
                    portal.hearing(answering(storage.api())),
                    hosted(HostOptions.blobs(timeline, spool()))
                            .port(options.blobPort())
                            .build());
            Handler management = new ArmApi(
                    first.api(),
                    subscription,
                    issued,
                    options.token(),
                    () -> blobHost().uri().getPort());
            this.batchHost = new WireMockHost(
                    portal.hearing(answering(new IdentityApi(management, issued, identityHeader))),
                    batchOptions().port(options.port()).control(control).build());
        } catch (RuntimeException e) {
            if (blobs != null) {
                blobs.close();
            }
            batch().close();
            throw e;
        }
        this.blobHost = blobs;
        first.listen(batchHost);
        try {
            this.cloud = options.encryption().open(this::portOf);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The port of the server that the cloud gives this name to; for all that is no account, that of the management plane. */
    private int portOf(String name) {
        return names.isOfStorage(name)
                ? blobHost.uri().getPort()
                : names.batchAccount(name)
                        .flatMap(this::server)
                        .map(BatchServer::port)
                        .orElseGet(first::port);
    }

    private Handler answering(Handler service) {
        return location.keeping(FailureReports.of(batch().timeline(), notModelled.noting(service)));
    }

    /** A server of its own for another Batch account. */
    private WireMockHost host(Handler service) {
        return new WireMockHost(
                portal.hearing(answering(service)), batchOptions().build());
    }

    private HostOptions.Builder batchOptions() {
        return hosted(HostOptions.json(batch().timeline(), spool()));
    }

    private HostOptions.Builder hosted(HostOptions.Builder plain) {
        return plain.names(names)
                .tls(certificate)
                .adminApi(options.adminApi())
                .requests(portal.requests())
                .journal(options.journal());
    }

    private Path spool() {
        return storage(options.storageAccount()).store().directory();
    }

    /** The temporary folders of all accounts that there have been. */
    Set<Path> folders() {
        return folders;
    }

    OwnNames names() {
        return names;
    }

    FakeTrusts trusts() {
        return trusts;
    }

    FakeAuthority authority() {
        return authority;
    }

    Subscription subscription() {
        return subscription;
    }

    BatchAccount batch() {
        return first.account();
    }

    StorageAccount storage(String account) {
        return storage.account(account);
    }

    WireMockHost batchHost() {
        return batchHost;
    }

    WireMockHost blobHost() {
        return blobHost;
    }

    /** Where it answers to the cloud's own names, if it does. */
    OptionalInt cloudPort() {
        return cloud == null ? OptionalInt.empty() : OptionalInt.of(cloud.port());
    }

    Notices notices() {
        return notices;
    }

    NotModelled notModelled() {
        return notModelled;
    }

    /** All Batch accounts that are served, by their names. */
    Map<String, BatchAccount> accounts() {
        return subscription.batchAccounts().served();
    }

    /** The Batch account that a fake begins with. */
    BatchServer first() {
        return first;
    }

    /** The storage account that it begins with. */
    StorageAccount firstStorage() {
        return storage(options.storageAccount());
    }

    /** The Batch account of this name, if one is served. */
    Optional<BatchServer> server(String name) {
        BatchAccounts all = subscription.batchAccounts();
        return all.reading(() -> all.all().stream()
                .filter(resource -> resource.name().equalsIgnoreCase(name))
                .findFirst()
                .flatMap(BatchResource::served)
                .map(served -> served instanceof MadeAccounts.Made made ? made.server() : first));
    }

    void onEvent(BiConsumer<String, AccountEvent> listener) {
        eventListeners.add(listener);
    }

    /** All storage accounts, by their names. */
    Map<String, StorageAccount> stores() {
        return storage.byName();
    }

    /** A folder of this name that goes with the fake. */
    Path scratch(String name) {
        return first.nodes().scratch(name);
    }

    PortalServices portal() {
        return portal;
    }

    /** Their state, for who keeps it. */
    Snapshot.Fake state() {
        return new Snapshot.Fake(
                options.batchAccount(),
                subscription,
                this::accounts,
                this::stores,
                this::clear,
                () -> scratch("snapshot"));
    }

    /** Empties all accounts. */
    void clear() {
        batch().reset();
        subscription.reset();
        first.reopen();
        storage.all().forEach(StorageAccount::clear);
    }

    @Override
    public void close() {
        location.stop();
        if (cloud != null) {
            cloud.close();
        }
        portal.close();
        batchHost.close();
        blobHost.close();
        subscription.close();
        batch().close();
    }

    private URI batchEndpoint() {
        return batchHost.uri();
    }

    private Optional<URI> autoStorage(String account, String container) {
        return subscription()
                .linkedStorage(account)
                .map(linked -> storage.readable(
                        linked, container, batch().timeline().instant().plus(AUTO_STORAGE_SAS)));
    }
}
