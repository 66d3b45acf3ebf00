package io.github.batchbench.api;

import com.azure.storage.blob.BlobServiceClient;
import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.BatchClients;
import io.github.batchbench.azure.BlobClients;
import io.github.batchbench.azure.Pause;
import java.net.URI;
import java.util.List;

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
                .orElse(account);
    }

    /** The SDK's own client of the fake's Batch account, which needs no {@code --add-opens}. */
    public static BatchClient batchClient(FakeAzure azure) {
        return BatchClients.open(of(azure));
    }

    /** The SDK's own client of the fake's first storage account. */
    public static BlobServiceClient blobServiceClient(FakeAzure azure) {
        return BlobClients.open(of(azure));
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
