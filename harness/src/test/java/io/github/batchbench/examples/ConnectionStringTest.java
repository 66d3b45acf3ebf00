package io.github.batchbench.examples;

import static io.github.batchbench.assertj.StorageAssertions.assertThat;

import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.junit.BatchTest;
import io.github.batchbench.junit.Leftover;
import io.github.batchbench.junit.MayLeave;
import org.junit.jupiter.api.Test;

@BatchTest
@MayLeave(Leftover.CONTAINER)
class ConnectionStringTest {
    @Test
    void connectsByAConnectionString(AzureAccount account) {
        BlobServiceClient blobs = new BlobServiceClientBuilder()
                .connectionString(account.connectionString())
                .buildClient();

        blobs.createBlobContainer("frames");

        assertThat(blobs.getBlobContainerClient("frames")).isEmpty();
    }
}
