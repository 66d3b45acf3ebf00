package io.github.batchbench.api;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.batchbench.Internal;
import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.agent.TaskTokens;
import io.github.batchbench.fake.blob.ContentStore;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.model.AccountKeys;
import io.github.batchbench.fake.node.AgentSettings;
import io.github.batchbench.fake.node.LocalNodeAgent;
import io.github.batchbench.fake.node.ScriptableNodeAgent;
import io.github.batchbench.fake.node.transfers.NodeNetwork;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Response;
import io.github.batchbench.fake.protocol.arm.ArmFace;
import io.github.batchbench.fake.protocol.batch.BatchApi;
import io.github.batchbench.fake.protocol.batch.Notices;
import io.github.batchbench.fake.protocol.batch.auth.BatchCredentials;
import io.github.batchbench.fake.protocol.blob.BlobFace;
import io.github.batchbench.fake.protocol.blob.access.BlobCredentials;
import io.github.batchbench.fake.protocol.blob.access.SasSigner;
import io.github.batchbench.fake.protocol.blob.access.SharedKey;
import io.github.batchbench.fake.protocol.identity.AccessTokens;
import io.github.batchbench.fake.protocol.identity.IdentityFace;
import io.github.batchbench.fake.protocol.identity.ServicePrincipal;
import io.github.batchbench.fake.server.HostOptions;
import io.github.batchbench.fake.server.InstalledWireMock;
import io.github.batchbench.fake.server.OwnNames;
import io.github.batchbench.fake.server.OwnThreads;
import io.github.batchbench.fake.server.WireMockHost;
import io.github.batchbench.fake.subscription.DataPlane;
import io.github.batchbench.fake.subscription.Subscription;
import io.github.batchbench.fake.time.InternalFailures;
import io.github.batchbench.fake.time.Timeline;
import io.github.batchbench.fake.tls.ServerCertificate;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A Batch account and storage accounts on this machine: the one door to the fake. It listens on loopback only, checks
 * signatures, and runs the command lines of tasks as processes with the rights of whoever started it. Closing it ends
 * those processes and removes all it kept on disk, and so does the end of the JVM. Thread-safe.
 */
public final class FakeAzure implements AutoCloseable {
    private static final Map<Integer, FakeAzure> OPEN = new ConcurrentHashMap<>();
    private static final Duration AUTO_STORAGE_SAS = Duration.ofDays(7);

    private final FakeAzureOptions options;
    private final OwnNames names;
    private final @Nullable FakeTrust trust;
    private final FakeAuthority authority;
    private final Subscription subscription;
    private final BatchAccount batch;
    private final Map<String, StorageAccount> storage = new LinkedHashMap<>();
    private final WireMockHost batchHost;
    private final WireMockHost blobHost;
    private final FakeClock clock;
    private final TaskScripts scripts;
    private final Faults faults;
    private final Notices notices = new Notices();
    private final NotModelled notModelled = new NotModelled();

    private FakeAzure(FakeAzureOptions options) {
        this.options = options;
        this.names = new OwnNames(
                options.batchAccount(),
                options.storage().stream().map(StorageKeys::account).toList());
        ServerCertificate certificate = options.https() == null
                ? null
                : ServerCertificate.of(options.https(), names.cloudNames(), names::isOwn);
        Timeline timeline = options.pace().timeline();
        TaskTokens tokens = new TaskTokens();
        SharedKey storageKey = new SharedKey(options.storageKey());
        this.scripts = new TaskScripts();
        LocalNodeAgent nodes = LocalNodeAgent.open(AgentSettings.of(options.batchAccount(), this::batchEndpoint)
                .withNetwork(new NodeNetwork(this::route, this::socketFactory, this::variables))
                .withVirtualTime(timeline::virtualInstant)
                .withTokens(tokens)
                .withPackages((id, version) -> batch().applications().find(id, version))
                .withAutoStorage(container -> Optional.of(autoStorage(container, storageKey))));
        this.trust = certificate == null ? null : new FakeTrust(certificate.anchor(), nodes.scratch("tls"));
        this.batch = new BatchAccount(
                timeline,
                new ScriptableNodeAgent(nodes, scripts::of, timeline),
                options.pace().latencies(),
                options.pace().seed(),
                options.strictness());
        this.clock = new FakeClock(batch);
        InstantSource clientsTime =
                () -> timeline.virtualInstant().orElseGet(options.pace().wallClock()::instant);
        AccessTokens issued = new AccessTokens(options.principal(), clientsTime);
        String identityHeader = ServicePrincipal.randomSecret();
        this.authority = new FakeAuthority(issued, identityHeader, this::batchEndpoint);
        Map<StorageAccount, BlobCredentials> served = new LinkedHashMap<>();
        for (StorageKeys keys : options.storage()) {
            ContentStore content = new ContentStore(nodes.scratch("blobs-" + keys.account()));
            StorageAccount account = new StorageAccount(keys.account(), content, timeline);
            storage.put(keys.account(), account);
            served.put(
                    account,
                    BlobCredentials.of(new SharedKey(keys.key1()), new SharedKey(keys.key2()))
                            .withToken(options.token())
                            .withTokens(issued));
        }
        AccountKeys keys = new AccountKeys(options.batchKey(), AccountKeys.randomKey());
        this.subscription = new Subscription(
                options.principal().tenantId(),
                timeline,
                options.pace().latencies(),
                options.pace().seed(),
                new Subscription.First(options.batchAccount(), keys, new First(), options.storageAccount()));
        BatchCredentials credentials = new BatchCredentials(
                options.batchAccount(), keys, options.token(), options.pace().wallClock(), tokens, issued);
        WireMockHost blobs = null;
        try {
            blobs = new WireMockHost(
                    reporting(notModelled.noting(new BlobFace(served, clientsTime))),
                    HostOptions.blobs(timeline, storage().store().directory())
                            .withPort(options.blobPort())
                            .withNames(names)
                            .withTls(certificate)
                            .withAdminApi(options.adminApi())
                            .withJournal(options.journal()));
            this.batchHost = new WireMockHost(
                    reporting(notModelled.noting(new IdentityFace(
                            new ArmFace(
                                    new BatchApi(batch, credentials, notices),
                                    subscription,
                                    issued,
                                    options.token(),
                                    () -> blobEndpoint().getPort()),
                            issued,
                            identityHeader))),
                    HostOptions.json(timeline, storage().store().directory())
                            .withPort(options.port())
                            .withNames(names)
                            .withTls(certificate)
                            .withAdminApi(options.adminApi())
                            .withJournal(options.journal())
                            .withControl(new ControlPaths(this)));
        } catch (RuntimeException e) {
            if (blobs != null) {
                blobs.close();
            }
            batch.close();
            throw e;
        }
        this.blobHost = blobs;
        this.faults = new Faults(batch, storage(), scripts, batchHost.wireMock(), blobHost.wireMock());
    }

    /** The account that is there from the start: its address is that of everything else, too. */
    private final class First implements DataPlane.Served {
        @Override
        public BatchAccount account() {
            return batch;
        }

        @Override
        public int port() {
            return batchEndpoint().getPort();
        }

        @Override
        public void close() {
            batch.reset();
        }
    }

    /** What a protocol throws is a failure of the fake, unless it is the connection's or the disk's. */
    private Handler reporting(Handler protocol) {
        return protocol.answeredBy(request -> {
            try {
                Response answer = protocol.handle(request);
                Throwable failure = answer.aside().failure();
                if (failure != null) {
                    failures().report("answering " + request.method() + " " + request.path(), failure);
                }
                return answer;
            } catch (UncheckedIOException e) {
                throw e;
            } catch (RuntimeException | Error e) {
                failures().report("answering " + request.method() + " " + request.path(), e);
                throw e;
            }
        });
    }

    /** Starts a fake on free ports with random keys. */
    public static FakeAzure start() {
        return start(FakeAzureOptions.defaults());
    }

    /** Starts a fake; it listens when this returns. */
    public static FakeAzure start(FakeAzureOptions options) {
        InstalledWireMock.require();
        FakeAzure azure = OwnThreads.make(() -> new FakeAzure(options));
        OPEN.put(azure.batchEndpoint().getPort(), azure);
        OPEN.put(azure.blobEndpoint().getPort(), azure);
        return azure;
    }

    /** The fake of this JVM that listens at an address of either service, for who has nothing but a client. */
    public static Optional<FakeAzure> at(URI endpoint) {
        return Optional.ofNullable(OPEN.get(endpoint.getPort()))
                .filter(azure -> endpoint.getHost() != null && azure.names.contains(endpoint.getHost()));
    }

    /** The Batch account's endpoint, without a slash at the end. */
    public URI batchEndpoint() {
        return batchHost.uri();
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
        return URI.create(blobHost.uri() + "/" + storage(account).name());
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
        return "DefaultEndpointsProtocol=" + blobHost.uri().getScheme() + ";AccountName=" + storageAccount()
                + ";AccountKey=" + storageKey() + ";BlobEndpoint=" + blobEndpoint() + ";";
    }

    /** Where clients get tokens in place of keys. */
    public FakeAuthority authority() {
        return authority;
    }

    /** Where accounts are made and managed. */
    public FakeManagement management() {
        return new FakeManagement(subscription, authority, this::batchEndpoint);
    }

    /** What clients have to trust; empty if it does not serve over TLS. */
    public Optional<FakeTrust> trust() {
        return Optional.ofNullable(trust);
    }

    /** The time that the fake lives in. */
    public FakeClock clock() {
        return clock;
    }

    /** What goes wrong, by one line each. */
    public Faults faults() {
        return faults;
    }

    /** What goes wrong with all pools; the same as {@code faults().pools()}. */
    public PoolFaults pools() {
        return faults.pools();
    }

    /** Where tasks, nodes and pools can be stopped, and let go. */
    public Holds hold() {
        return new Holds(batch.holds());
    }

    /** Which tasks are played by a script instead of being run as processes. */
    public TaskScripts scripts() {
        return scripts;
    }

    /** What callers asked for that the fake does not do. */
    public NotModelled notModelled() {
        return notModelled;
    }

    /**
     * What a user should know of requests that succeeded: retired versions, properties that are kept without effect.
     *
     * @hidden
     */
    @Internal
    public Notices notices() {
        return notices;
    }

    /**
     * What has gone wrong in the fake itself: defects of Batchbench, which fail the test that meets them. A reset keeps
     * them.
     *
     * @hidden
     */
    @Internal
    public InternalFailures failures() {
        return batch.timeline().failures();
    }

    /**
     * The account behind the Batch endpoint, past HTTP and signatures.
     *
     * @hidden
     */
    @Internal
    public BatchAccount batch() {
        return batch;
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
        StorageAccount found = storage.get(account);
        if (found == null) {
            throw new IllegalArgumentException(
                    "There is no storage account '" + account + "', only " + storage.keySet());
        }
        return found;
    }

    /** Stubs, faults, scenarios and verification in front of Batch; none of its resets takes the fake away. */
    public WireMockServer wireMock() {
        return batchHost.wireMock();
    }

    /** The same in front of Blob storage; body matchers see nothing there. */
    public WireMockServer blobWireMock() {
        return blobHost.wireMock();
    }

    /** Empties all accounts, ends what runs, and removes stubs, faults and what was noted of requests. */
    public void reset() {
        batch.reset();
        subscription.reset();
        storage.values().forEach(StorageAccount::clear);
        scripts.clear();
        faults.clear();
        wireMock().resetAll();
        blobWireMock().resetAll();
    }

    /** Ends everything: servers, processes, files. */
    @Override
    public void close() {
        OPEN.values().removeIf(open -> open == this);
        batchHost.close();
        blobHost.close();
        batch.close();
    }

    private URI route(URI uri) {
        return names.blobAt(blobHost.uri(), uri).orElse(uri);
    }

    private Optional<SSLSocketFactory> socketFactory() {
        return trust().map(trusted -> trusted.context().getSocketFactory());
    }

    private Map<String, String> variables() {
        return trust == null ? Map.of() : trust.variables();
    }

    private URI autoStorage(String container, SharedKey key) {
        String sas = new SasSigner(options.storageAccount(), key)
                .container(container, "rl", clock.instant().plus(AUTO_STORAGE_SAS));
        return URI.create(blobEndpoint() + "/" + container + "?" + sas);
    }
}
