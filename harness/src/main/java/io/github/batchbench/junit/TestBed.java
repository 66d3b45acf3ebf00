package io.github.batchbench.junit;

import com.azure.resourcemanager.batch.BatchManager;
import com.azure.storage.blob.BlobServiceClient;
import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.api.BatchWorkflow;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.LiveLimits;
import io.github.batchbench.api.OfflineAccount;
import io.github.batchbench.api.ResourceFactory;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.AzureManagement;
import io.github.batchbench.azure.BatchClients;
import io.github.batchbench.azure.BlobClients;
import io.github.batchbench.azure.ManagementClients;
import io.github.batchbench.azure.waiting.Pause;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** What tests stand on: a fake or the live account, and its clients. Thread-safe. */
final class TestBed implements StoreValue {
    /** As long as the signatures of what nodes fetch. */
    private static final Duration TIME_TO_LIVE = Duration.ofHours(2);

    /** Of all that tests make, so that one sweep finds it. */
    private static final String OWNER = "batchbench-tests";

    private static final String MAX_NODE_MINUTES = "batchbench.live.maxNodeMinutes";
    private static final long USUAL_NODE_MINUTES = 1000;

    private final @Nullable FakeAzure azure;
    private final boolean ours;
    private final AzureAccount account;
    private final @Nullable AzureManagement management;
    private final Pause pause;
    private final TimelineLog timeline = new TimelineLog();
    private final LeakDetector leaks = new LeakDetector(this::contents, false);
    private @Nullable BatchClient batchClient;
    private @Nullable BlobServiceClient blobClient;
    private @Nullable BatchManager batchManager;
    private @Nullable ResourceFactory resources;
    private boolean closed;

    private TestBed(
            @Nullable FakeAzure azure,
            boolean ours,
            AzureAccount account,
            @Nullable AzureManagement management,
            Pause pause) {
        this.azure = azure;
        this.ours = ours;
        this.account = account;
        this.management = management;
        this.pause = pause;
        if (azure != null) {
            azure.batch().changes().listen(timeline);
        }
    }

    static TestBed offline(ExtensionSettings settings) {
        FakeAzure azure = settings.start();
        AzureAccount account = settings.tokens() ? OfflineAccount.withTokens(azure) : OfflineAccount.of(azure);
        return new TestBed(azure, settings.given() == null, account, null, OfflineAccount.pause(azure));
    }

    /** Of a live account; its subscription may not be known. */
    static TestBed live(AzureAccount account, @Nullable AzureManagement management) {
        return new TestBed(null, false, account, management, Pause.REAL);
    }

    /** The fake; none on a live run. */
    Optional<FakeAzure> azure() {
        return Optional.ofNullable(azure);
    }

    AzureAccount account() {
        return account;
    }

    Pause pause() {
        return pause;
    }

    /** One for all; opened when it is first asked for, as every client here: a project may not have its SDK. */
    synchronized BatchClient batchClient() {
        if (batchClient == null) {
            batchClient = BatchClients.open(account);
        }
        return batchClient;
    }

    synchronized BlobServiceClient blobClient() {
        if (blobClient == null) {
            blobClient = BlobClients.open(account);
        }
        return blobClient;
    }

    synchronized BatchManager batchManager() {
        if (batchManager == null) {
            batchManager = azure == null ? ManagementClients.open(subscription()) : OfflineAccount.batchManager(azure);
        }
        return batchManager;
    }

    private AzureManagement subscription() {
        if (management == null) {
            throw new ExtensionConfigurationException(
                    "A BatchManager is asked for on a live account, and nothing names its"
                            + " subscription: set AZURE_SUBSCRIPTION_ID, and have com.azure:azure-identity on the class path.");
        }
        return management;
    }

    BatchWorkflow workflow() {
        BatchWorkflow workflow = azure == null ? BatchWorkflow.onLive(account) : BatchWorkflow.on(account, pause);
        return (management == null ? workflow : workflow.management(management)).owner(OWNER);
    }

    /** Makes what fixtures need; opened when it is first asked for. */
    synchronized ResourceFactory resources() {
        if (resources == null) {
            resources = azure == null
                    ? ResourceFactory.openLive(account, pause, OWNER, new LiveLimits(TIME_TO_LIVE, maxNodeMinutes()))
                    : ResourceFactory.open(account, pause, OWNER, TIME_TO_LIVE);
        }
        return resources;
    }

    private static long maxNodeMinutes() {
        return Long.getLong(MAX_NODE_MINUTES, USUAL_NODE_MINUTES);
    }

    /** What the tests that share this account leave in it; known only of a fake, others use a live account too. */
    LeakDetector leaks() {
        return leaks;
    }

    /** The changes of state in the fake, the oldest first; none of a live account. */
    TimelineLog timeline() {
        return timeline;
    }

    private Set<Trace> contents() {
        return azure == null ? Set.of() : AccountContents.of(azure, this::looksAfter);
    }

    private synchronized boolean looksAfter(String name) {
        return resources != null && resources.looksAfter(name);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (resources != null) {
            resources.close();
        }
        if (batchClient != null) {
            batchClient.protocolLayer().restClient().close();
        }
        if (azure != null) {
            azure.batch().changes().stopListening(timeline);
            if (ours) {
                azure.close();
            }
        }
    }
}
