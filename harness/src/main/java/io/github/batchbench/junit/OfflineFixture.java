package io.github.batchbench.junit;

import com.azure.storage.blob.BlobServiceClient;
import com.microsoft.azure.batch.BatchClient;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.BatchClients;
import io.github.batchbench.azure.BlobClients;
import io.github.batchbench.fake.server.FakeAzure;
import io.github.batchbench.offline.OfflineAccount;
import io.github.batchbench.workflow.BatchWorkflow;

/** A fake and its clients, for one test class. */
final class OfflineFixture implements AutoCloseable {
    private final FakeAzure azure;
    private final AzureAccount account;
    private final BatchClient batchClient;
    private final BlobServiceClient blobClient;

    private OfflineFixture(FakeAzure azure) {
        this.azure = azure;
        this.account = OfflineAccount.of(azure);
        this.batchClient = BatchClients.open(account);
        this.blobClient = BlobClients.open(account);
    }

    static OfflineFixture start() {
        return new OfflineFixture(FakeAzure.start());
    }

    FakeAzure azure() {
        return azure;
    }

    AzureAccount account() {
        return account;
    }

    BatchClient batchClient() {
        return batchClient;
    }

    BlobServiceClient blobClient() {
        return blobClient;
    }

    BatchWorkflow workflow() {
        return OfflineAccount.workflow(azure);
    }

    @Override
    public void close() {
        batchClient.protocolLayer().restClient().close();
        azure.close();
    }
}
