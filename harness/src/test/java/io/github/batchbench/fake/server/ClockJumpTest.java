package io.github.batchbench.fake.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobClientBuilder;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.BatchErrorException;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.FakeAzureOptions;
import io.github.batchbench.api.OfflineAccount;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.BatchClients;
import io.github.batchbench.azure.BlobClients;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody sets the machine's clock while the fake runs: signatures hold by what the clock says. */
@Timeout(60)
class ClockJumpTest {
    private static final Duration VALIDITY = Duration.ofMinutes(30);

    private final AtomicReference<Duration> jump = new AtomicReference<>(Duration.ZERO);
    private final FakeAzure azure = FakeAzure.start(
            FakeAzureOptions.defaults().withWallClock(() -> Instant.now().plus(jump.get())));
    private final AzureAccount account = OfflineAccount.of(azure);

    @AfterEach
    void close() {
        azure.close();
    }

    @Test
    void aSasHoldsByTheClockOfWhoeverMadeIt() {
        BlobClient signed = signed();
        assertThat(signed.downloadContent()).hasToString("content");

        jump.set(Duration.ofMinutes(31));
        assertThatThrownBy(signed::downloadContent)
                .isInstanceOfSatisfying(
                        BlobStorageException.class,
                        refused -> assertThat(refused.getErrorCode()).isEqualTo(BlobErrorCode.AUTHENTICATION_FAILED))
                .hasMessageContaining("Signature not valid in the specified time frame");

        jump.set(Duration.ZERO);
        assertThat(signed.downloadContent()).hasToString("content");
    }

    @Test
    void aRequestIsTooOldOnceTheClockIsSetForwardAndNoLongerWhenItIsSetBack() throws Exception {
        BatchClient batch = BatchClients.open(account);
        jump.set(Duration.ofMinutes(16));
        assertThatThrownBy(() -> batch.jobOperations().listJobs())
                .isInstanceOf(BatchErrorException.class)
                .hasMessageContaining("403");

        jump.set(Duration.ZERO);
        assertThat(batch.jobOperations().listJobs()).isEmpty();
        batch.protocolLayer().restClient().close();
    }

    @Test
    void timesOfChangesDoNotRunBackwards() {
        BlobClient blob = BlobClients.open(account).createBlobContainer("box").getBlobClient("b");
        blob.upload(BinaryData.fromString("first"));
        var first = blob.getProperties();
        jump.set(Duration.ofHours(-1));

        blob.upload(BinaryData.fromString("second"), true);

        assertThat(blob.getProperties().getLastModified()).isAfterOrEqualTo(first.getLastModified());
        assertThat(blob.getProperties().getETag()).isNotEqualTo(first.getETag());
    }

    private BlobClient signed() {
        BlobClient blob = BlobClients.open(account).createBlobContainer("box").getBlobClient("b");
        blob.upload(BinaryData.fromString("content"));
        String sas = blob.generateSas(new BlobServiceSasSignatureValues(
                Instant.now().plus(VALIDITY).atOffset(ZoneOffset.UTC),
                new BlobSasPermission().setReadPermission(true)));
        return new BlobClientBuilder().endpoint(blob.getBlobUrl()).sasToken(sas).buildClient();
    }
}
