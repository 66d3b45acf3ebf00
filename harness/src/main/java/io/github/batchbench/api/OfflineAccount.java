package io.github.batchbench.api;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.resourcemanager.batch.BatchManager;
import com.azure.storage.blob.BlobServiceClient;
import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.AzureManagement;
import io.github.batchbench.azure.BatchClients;
import io.github.batchbench.azure.BlobClients;
import io.github.batchbench.azure.Credential;
import io.github.batchbench.azure.ManagementClients;
import io.github.batchbench.azure.waiting.Pause;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import reactor.core.publisher.Mono;

/** Makes of a fake what the kit asks of any account. */
public final class OfflineAccount {
    private OfflineAccount() {}

    /** The fake's endpoints and keys. */
    public static AzureAccount of(FakeAzure azure) {
        AzureAccount account = new AzureAccount(
                azure.batchEndpoint(),
                azure.batchAccount(),
                azure.batchKey(),
                azure.blobEndpoint(),
                azure.storageAccount(),
                azure.storageKey());
        return azure.trust()
                .map(trust -> account.trusting(List.of(trust.certificate())))
                .orElseGet(() -> account.askedBy(new LocalBatch(azure.services.batchHost())));
    }

    /** The SDK's own client of the fake's Batch account, which needs no {@code --add-opens}. */
    public static BatchClient batchClient(FakeAzure azure) {
        return BatchClients.open(of(azure));
    }

    /** The SDK's own client of the fake's first storage account. */
    public static BlobServiceClient blobServiceClient(FakeAzure azure) {
        return BlobClients.open(of(azure));
    }

    /** The fake's endpoints, entered with tokens of its authority in place of keys. */
    public static AzureAccount withTokens(FakeAzure azure) {
        AzureAccount keyed = of(azure);
        Credential.Token tokens = new Credential.Token(credential(azure.authority()));
        return new AzureAccount(
                keyed.batchEndpoint(),
                keyed.batchAccount(),
                tokens,
                keyed.blobEndpoint(),
                keyed.storageAccount(),
                tokens,
                keyed.trust(),
                keyed.local());
    }

    /** Tokens for whatever is asked for. */
    static TokenCredential credential(FakeAuthority authority) {
        return request -> Mono.fromSupplier(() -> token(authority, request));
    }

    /** By the machine's clock it is never kept: the fake's may be another. */
    private static AccessToken token(FakeAuthority authority, TokenRequestContext request) {
        String resource = request.getScopes().get(0).replaceFirst("/\\.default$", "");
        return new AccessToken(authority.token(resource), OffsetDateTime.now(ZoneOffset.UTC));
    }

    /**
     * The fake's subscription, entered with tokens of its authority.
     *
     * @throws IllegalArgumentException if the fake does not serve https: clients send tokens to nothing else
     */
    public static AzureManagement management(FakeAzure azure) {
        FakeManagement management = azure.management();
        return new AzureManagement(
                management.endpoint(),
                management.subscriptionId(),
                management.credential(),
                of(azure).trust());
    }

    /**
     * The management SDK's own client of the fake's subscription; it trusts the fake's certificate.
     *
     * @throws IllegalArgumentException if the fake does not serve https
     * @throws io.github.batchbench.azure.MissingSdkException if the project has not
     *     {@code com.azure.resourcemanager:azure-resourcemanager-batch}
     */
    public static BatchManager batchManager(FakeAzure azure) {
        return ManagementClients.open(management(azure));
    }

    /** Waits by the fake's clock. */
    public static Pause pause(FakeAzure azure) {
        return new FakePause(azure.clock());
    }

    /** The time at an endpoint: a fake's of this JVM, which may be virtual, or else the machine's. */
    public static Pause pauseAt(URI endpoint) {
        return FakeAzure.at(endpoint).map(OfflineAccount::pause).orElse(Pause.REAL);
    }

    /** A workflow on the fake, by the fake's clock. */
    public static BatchWorkflow workflow(FakeAzure azure) {
        return BatchWorkflow.on(of(azure), pause(azure));
    }
}
