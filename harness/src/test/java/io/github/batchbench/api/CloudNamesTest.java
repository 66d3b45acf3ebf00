package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.sas.SasProtocol;
import io.github.batchbench.junit.BatchTest;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tasks name as they would in the cloud is found, though nothing here resolves it and nothing here is https. */
@BatchTest
@Timeout(60)
class CloudNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://batchbenchstorage.blob.core.windows.net",
                "http://batchbenchstorage.blob.localhost:PORT",
                "http://batchbenchstorage.localhost:PORT"
            })
    void nodesFindTheAccount(String endpoint, FakeAzure azure, BlobServiceClient blobs, TestContainer box, TestJob job)
            throws Exception {
        BlobContainerClient container = blobs.getBlobContainerClient(box.name());
        container.getBlobClient("a").upload(BinaryData.fromString("from the cloud"));
        String host =
                endpoint.replace("PORT", Integer.toString(azure.blobEndpoint().getPort()));
        String sas = container.generateSas(new BlobServiceSasSignatureValues(
                        OffsetDateTime.now(ZoneOffset.UTC).plusHours(1),
                        new BlobContainerSasPermission().setReadPermission(true))
                .setProtocol(endpoint.startsWith("https") ? SasProtocol.HTTPS_ONLY : SasProtocol.HTTPS_HTTP));
        StagedFile file = new StagedFile("a", host + "/" + box.name() + "/a?" + sas);

        TestTasks tasks = job.run(new TaskRequest(List.of("cat a"), List.of(file), "", null, 0, Duration.ofMinutes(1)))
                .await();

        assertThat(job.service().taskFile(job.id(), tasks.ids().get(0), "stdout.txt"))
                .isEqualTo("from the cloud");
    }
}
