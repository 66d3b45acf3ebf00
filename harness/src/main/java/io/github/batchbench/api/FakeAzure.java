package io.github.batchbench.api;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.batchbench.Internal;
import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.history.AccountEvent;
import io.github.batchbench.fake.portal.PortalDoor;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.batch.Notices;
import io.github.batchbench.fake.server.InstalledWireMock;
import io.github.batchbench.fake.server.OwnThreads;
import io.github.batchbench.fake.subscription.StorageResource;
import io.github.batchbench.fake.time.InternalFailures;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * A Batch account and storage accounts on this machine: the one door to the fake. It listens on loopback only, checks
 * signatures, and runs the command lines of tasks as processes with the rights of whoever started it. Closing it ends
 * those processes and removes all it kept on disk but {@link FakeAzureOptions#withLocation}, and so does the end of the JVM. Thread-safe.
 */
public final class FakeAzure implements AutoCloseable {
    private static final Map<Integer, FakeAzure> OPEN = new ConcurrentHashMap<>();

    private final FakeAzureOptions options;
    private final TaskScripts scripts = new TaskScripts();
    private final ContainerTasks containers;
    private final FakeLocation location;
    final FakeServices services;
    private final FakeClock clock;
    private final AccountFaults faults;
    private final Snapshots snapshots;
    private final Health health = new Health(this);

    private FakeAzure(FakeAzureOptions options) {
        this.options = options;
        this.containers = new ContainerTasks(options.containers(), scripts);
        this.location = FakeLocation.of(options);
        Handler control = location.keeping(new ControlPaths(this), ControlPaths.HEALTH);
        this.services = location.orClose(() ->
                new FakeServices(options, location, scripts, control, port -> OPEN.put(port, this), OPEN::remove));
        this.clock = new FakeClock(batch().timeline(), services.subscription()::isBusy);
        this.faults = new AccountFaults(services);
        this.snapshots = new Snapshots(this, services, options);
    }

    /** Starts a fake on free ports with random keys. */
    public static FakeAzure start() {
        return start(FakeAzureOptions.defaults());
    }

    /**
     * Starts a fake; it listens when this returns, and has all that it begins with.
     *
     * @throws IllegalArgumentException if it cannot begin with what a file names; the message says where and why
     */
    public static FakeAzure start(FakeAzureOptions options) {
        InstalledWireMock.require();
        FakeAzure azure = OwnThreads.make(() -> new FakeAzure(options));
        try {
            azure.location.begin(azure, azure.services, azure.options.beginning());
        } catch (RuntimeException | Error e) {
            azure.close();
            throw e;
        }
        OPEN.put(azure.batchEndpoint().getPort(), azure);
        OPEN.put(azure.blobEndpoint().getPort(), azure);
        azure.health.stage(Health.Stage.READY);
        return azure;
    }

    /** Puts there what it begins with; of what a file names, that which is there already stays as it is. */
    void begin() {
        options.beginning().put(this, services);
    }

    /** The fake of this JVM that listens at an address of either service, for who has nothing but a client. */
    public static Optional<FakeAzure> at(URI endpoint) {
        return Optional.ofNullable(OPEN.get(endpoint.getPort()))
                .filter(azure ->
                        endpoint.getHost() != null && azure.services.names().contains(endpoint.getHost()));
    }

    /** The Batch account's endpoint, without a slash at the end. */
    public URI batchEndpoint() {
        return services.batchHost().uri();
    }

    /** All Batch accounts that are served, with their keys: the one that the other methods mean, then those made since, by name. */
    public List<BatchKeys> batchKeys() {
        return BatchKeys.of(services.subscription(), options.batchAccount(), batchEndpoint());
    }

    /** Name of the Batch account. */
    public String batchAccount() {
        return options.batchAccount();
    }

    /** Key of the Batch account, Base64. */
    public String batchKey() {
        return options.batchKey();
    }

    /** The bearer token that both services accept, if there is one. */
    public Optional<String> token() {
        return Optional.ofNullable(options.token());
    }

    /** The first storage account's Blob endpoint; its path is the account's name, as Azurite's is. */
    public URI blobEndpoint() {
        return blobEndpoint(options.storageAccount());
    }

    /** The Blob endpoint of one of the storage accounts. */
    public URI blobEndpoint(String account) {
        return URI.create(services.blobHost().uri() + "/" + storage(account).name());
    }

    /** The storage accounts with their keys; the first is the one that the other methods mean. */
    public List<StorageKeys> storageKeys() {
        return options.storage();
    }

    /** Name of the storage account. */
    public String storageAccount() {
        return options.storageAccount();
    }

    /** Key of the storage account, Base64. */
    public String storageKey() {
        return options.storageKey();
    }

    /** What Azure Storage's tools and SDKs take as a connection string: endpoint, account and key of Blob storage. */
    public String storageConnectionString() {
        return storageKeys().get(0).connectionString(blobEndpoint());
    }

    /** Where clients get tokens in place of keys. */
    public FakeAuthority authority() {
        return services.authority();
    }

    /** Where accounts are made and managed. */
    public FakeManagement management() {
        return new FakeManagement(services, this::batchEndpoint);
    }

    /** What clients have to trust; empty if it does not serve over TLS. */
    public Optional<FakeTrust> trust() {
        return Optional.ofNullable(services.trusts().clients());
    }

    /** The time that the fake lives in. */
    public FakeClock clock() {
        return clock;
    }

    /** What goes wrong, by one line each. */
    public Faults faults() {
        return faults.first();
    }

    /** Its state, saved to files and restored from them. */
    public Snapshots snapshots() {
        return snapshots;
    }

    /** What goes wrong with all pools; the same as {@code faults().pools()}. */
    public PoolFaults pools() {
        return faults().pools();
    }

    /** Where tasks, nodes and pools can be stopped, and let go. */
    public Holds hold() {
        return new Holds(batch().holds());
    }

    /** Which tasks are played by a script instead of being run as processes. */
    public TaskScripts scripts() {
        return scripts;
    }

    /** What runs tasks that run in containers. */
    public ContainerTasks containers() {
        return containers;
    }

    /** What callers asked for that the fake does not do. */
    public NotModelled notModelled() {
        return services.notModelled();
    }

    /**
     * What a user should know of requests that succeeded: retired versions, properties that are kept without effect.
     *
     * @hidden
     */
    @Internal
    public Notices notices() {
        return services.notices();
    }

    /**
     * What has gone wrong in the fake itself: defects of Batchbench, which fail the test that meets them. A reset keeps
     * them.
     *
     * @hidden
     */
    @Internal
    public InternalFailures failures() {
        return batch().timeline().failures();
    }

    /**
     * The account behind the Batch endpoint, past HTTP and signatures.
     *
     * @hidden
     */
    @Internal
    public BatchAccount batch() {
        return services.batch();
    }

    /**
     * The account behind the Blob endpoint, past HTTP and signatures.
     *
     * @hidden
     */
    @Internal
    public StorageAccount storage() {
        return storage(options.storageAccount());
    }

    /**
     * One of the storage accounts, past HTTP and signatures.
     *
     * @throws IllegalArgumentException if there is none of this name
     * @hidden
     */
    @Internal
    public StorageAccount storage(String account) {
        return services.storage(account);
    }

    /** Does several things that are kept as one, if it keeps its state. */
    void atOnce(Runnable action) {
        location.atOnce(action);
    }

    /** Whether it serves. */
    Health health() {
        return health;
    }

    /** All Batch accounts that are served, by their names. */
    Map<String, BatchAccount> accounts() {
        return services.accounts();
    }

    /** The names of all storage accounts. */
    List<String> storageAccounts() {
        return services.subscription().storageAccounts().all().stream()
                .map(StorageResource::name)
                .toList();
    }

    /**
     * Tells a listener of all that happens in any of the Batch accounts, with the account's name; under its lock, so the
     * listener must be quick.
     *
     * @hidden
     */
    @Internal
    public void onEvent(BiConsumer<String, AccountEvent> listener) {
        services.onEvent(listener);
    }

    /**
     * The temporary folders of all its accounts, those that are still to be made included.
     *
     * @hidden
     */
    @Internal
    public Set<Path> folders() {
        return Collections.unmodifiableSet(services.folders());
    }

    /** Stubs, faults, scenarios and verification in front of Batch; none of its resets takes the fake away. */
    public WireMockServer wireMock() {
        return services.batchHost().wireMock();
    }

    /** The same in front of Blob storage; body matchers see nothing there. */
    public WireMockServer blobWireMock() {
        return services.blobHost().wireMock();
    }

    /**
     * The address of the portal, a page that shows all this in a browser, with the token that lets one in: a secret, as the
     * keys are.
     */
    public URI portal() {
        return URI.create(batchEndpoint() + portalDoor().address());
    }

    PortalDoor portalDoor() {
        return services.portal().door(new PortalControls(this, services.portal()), new PortalSurroundings(this)::facts);
    }

    /** Empties all accounts, ends what runs, and removes stubs, faults and what was noted of requests. */
    public void reset() {
        atOnce(services::clear);
        scripts.clear();
        faults.clear();
        services.batchHost().resetWireMock();
        services.blobHost().resetWireMock();
        services.portal().requests().clear();
    }

    /**
     * As {@link #reset()}, and then begins anew with what {@link FakeAzureOptions#withFrom} and
     * {@link FakeAzureOptions#withInit} name, if they do.
     */
    public void resetToInit() {
        atOnce(() -> {
            reset();
            begin();
        });
    }

    /** Ends everything: servers, processes, files. */
    @Override
    public void close() {
        health.stage(Health.Stage.ENDING);
        OPEN.values().removeIf(open -> open == this);
        services.close();
        location.close();
    }
}
