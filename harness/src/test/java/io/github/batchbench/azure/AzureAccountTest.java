package io.github.batchbench.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.OfflineAccount;
import java.net.URI;
import org.junit.jupiter.api.Test;

class AzureAccountTest {
    @Test
    void connectsByOneText() {
        try (FakeAzure azure = FakeAzure.start()) {
            BlobServiceClient client = new BlobServiceClientBuilder()
                    .connectionString(OfflineAccount.of(azure).connectionString())
                    .buildClient();

            client.createBlobContainer("made");

            assertThat(client.getAccountUrl()).isEqualTo(azure.blobEndpoint().toString());
            assertThat(client.getBlobContainerClient("made").exists()).isTrue();
        }
    }

    @Test
    void anAccountShowsNoKeys() {
        AzureAccount account = new AzureAccount(
                URI.create("http://127.0.0.1:1"), "b", "YmF0Y2g=", URI.create("http://127.0.0.1:2/s"), "s", "c3RvcmU=");

        assertThat(account.toString()).contains("127.0.0.1:1").doesNotContain("YmF0Y2g=", "c3RvcmU=");
        assertThat(account.redaction().apply("key YmF0Y2g= and c3RvcmU=")).isEqualTo("key REDACTED and REDACTED");
    }
}
