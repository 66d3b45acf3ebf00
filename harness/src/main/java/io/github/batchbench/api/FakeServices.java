package io.github.batchbench.api;

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
import io.github.batchbench.fake.server.OwnNames;
import io.github.batchbench.fake.server.WireMockHost;
import io.github.batchbench.fake.subscription.DataPlane;
import io.github.batchbench.fake.subscription.Subscription;
import io.github.batchbench.fake.time.Timeline;
import io.github.batchbench.fake.tls.ServerCertificate;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Both services of a fake, put together and listening. Thread-safe. */
final class FakeServices implements AutoCloseable {
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
    private final Notices notices = new Notices();
    private final NotModelled notModelled = new NotModelled();

    /**
     * Starts them.
     *
     * @param scripts which tasks are not run as processes
     * @param control what answers on the paths of the fake's own, as soon as this has returned
     */
    FakeServices(FakeAzureOptions options, TaskScripts scripts, Handler control) {
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
                    HostOptions.blobs(
                                    timeline,
                                    storage(options.storageAccount()).store().directory())
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
                                    () -> blobHost().uri().getPort()),
                            issued,
                            identityHeader))),
                    HostOptions.json(
                                    timeline,
                                    storage(options.storageAccount()).store().directory())
                            .withPort(options.port())
                            .withNames(names)
                            .withTls(certificate)
                            .withAdminApi(options.adminApi())
                            .withJournal(options.journal())
                            .withControl(control));
        } catch (RuntimeException e) {
            if (blobs != null) {
                blobs.close();
            }
            batch.close();
            throw e;
        }
        this.blobHost = blobs;
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
                    batch.timeline().failures().report("answering " + request.method() + " " + request.path(), failure);
                }
                return answer;
            } catch (UncheckedIOException e) {
                throw e;
            } catch (RuntimeException | Error e) {
                batch.timeline().failures().report("answering " + request.method() + " " + request.path(), e);
                throw e;
            }
        });
    }

    OwnNames names() {
        return names;
    }

    Optional<FakeTrust> trust() {
        return Optional.ofNullable(trust);
    }

    FakeAuthority authority() {
        return authority;
    }

    Subscription subscription() {
        return subscription;
    }

    BatchAccount batch() {
        return batch;
    }

    StorageAccount storage(String account) {
        StorageAccount found = storage.get(account);
        if (found == null) {
            throw new IllegalArgumentException(
                    "There is no storage account '" + account + "', only " + storage.keySet());
        }
        return found;
    }

    WireMockHost batchHost() {
        return batchHost;
    }

    WireMockHost blobHost() {
        return blobHost;
    }

    Notices notices() {
        return notices;
    }

    NotModelled notModelled() {
        return notModelled;
    }

    /** Empties all accounts. */
    void clear() {
        batch.reset();
        subscription.reset();
        storage.values().forEach(StorageAccount::clear);
    }

    @Override
    public void close() {
        batchHost.close();
        blobHost.close();
        batch.close();
    }

    private URI batchEndpoint() {
        return batchHost.uri();
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
                .container(container, "rl", batch.timeline().instant().plus(AUTO_STORAGE_SAS));
        return URI.create(blobHost.uri() + "/" + options.storageAccount() + "/" + container + "?" + sas);
    }
}
