package io.github.batchbench.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.AccessTier;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.LeaseStateType;
import com.azure.storage.blob.options.BlockBlobStageBlockFromUrlOptions;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.blob.specialized.AppendBlobClient;
import com.azure.storage.blob.specialized.BlobLeaseClient;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Where Azurite's own tests expect something else than was recorded of the service, or than it documents. */
abstract class RecordedContract extends StorageContract {
    private final OffsetDateTime inAnHour = OffsetDateTime.now(ZoneOffset.UTC).plusHours(1);

    /** Tests a storage. */
    RecordedContract(StorageBackend backend) {
        super(backend);
    }

    @Test
    void whatIsCopiedAtOnceIsReadByAnyRightButTheCallersOwn() {
        BlobClient source = put("from", "content");
        BlobClient target = container.getBlobClient("to");

        if (backend().isAzurite()) {
            assertThat(target.copyFromUrl(source.getBlobUrl())).isNotEmpty();
        } else {
            assertRefused(401, "CannotVerifyCopySource", () -> target.copyFromUrl(source.getBlobUrl()));
        }
    }

    @Test
    void aSignatureToWriteReadsNoSource() {
        String source = put("from", "content").getBlobUrl();
        BlobClient target = signed(containerSas("w")).getBlobClient("to");

        if (backend().isAzurite()) {
            target.beginCopy(source, Duration.ofMillis(100)).waitForCompletion(Duration.ofSeconds(20));
        } else {
            assertRefused(401, "CannotVerifyCopySource", () -> target.beginCopy(source, Duration.ofMillis(100)));
        }
    }

    @Test
    void aSourceElsewhereInTheArchiveIsACopysFailure() {
        BlobClient source = put("from", "content");
        source.setAccessTier(AccessTier.ARCHIVE);
        BlobClient target = container.getBlobClient("to");
        String signed = source.getBlobUrl() + "?"
                + source.generateSas(
                        new BlobServiceSasSignatureValues(inAnHour, new BlobSasPermission().setReadPermission(true)));

        assertRefused(409, "BlobArchived", () -> target.beginCopy(source.getBlobUrl(), Duration.ofMillis(100)));
        assertRefused(409, "CannotVerifyCopySource", () -> target.beginCopy(signed, Duration.ofMillis(100)));
    }

    @Test
    void whoMayOnlyCreateIsToldSoBeforeTheSourceIsRead() {
        String source = put("from", "content").getBlobUrl();
        put("to", "there");
        BlobContainerClient creator = signed(containerSas("c"));

        assertRefused(
                403,
                backend().isAzurite() ? "AuthorizationPermissionMismatch" : "UnauthorizedBlobOverwrite",
                () -> creator.getBlobClient("to").beginCopy(source, Duration.ofMillis(100)));
    }

    @Test
    void aLeaseIdIsAGuid() {
        BlobLeaseClient lease = new BlobLeaseClientBuilder()
                .blobClient(put("l", "1"))
                .leaseId("abcdefg")
                .buildClient();

        if (backend().isAzurite()) {
            assertThat(lease.acquireLease(15)).isEqualTo("abcdefg");
        } else {
            assertRefused(400, "InvalidHeaderValue", () -> lease.acquireLease(15));
        }
    }

    @Test
    void aSnapshotHasNoLease() {
        BlobClient blob = put("s", "1");
        BlobClient snapshot = blob.getSnapshotClient(blob.createSnapshot().getSnapshotId());

        assertThat(snapshot.getProperties().getLeaseState())
                .isEqualTo(backend().isAzurite() ? LeaseStateType.AVAILABLE : null);
    }

    @Test
    void onlyASealedLogSaysSo() {
        AppendBlobClient log = container.getBlobClient("log").getAppendBlobClient();
        log.create();

        assertThat(log.getProperties().isSealed()).isEqualTo(backend().isAzurite() ? Boolean.FALSE : null);
    }

    @Test
    void aTierThatWasSetIsNotInferred() {
        BlobClient blob = put("t", "1");
        assertThat(blob.getProperties().isAccessTierInferred()).isTrue();
        blob.setAccessTier(AccessTier.COOL);

        assertThat(blob.getProperties().isAccessTierInferred())
                .isEqualTo(backend().isAzurite() ? Boolean.FALSE : null);
    }

    @Test
    void onlyARangeTellsTheMd5OfTheBlobApart() {
        byte[] md5 = put("m", "1")
                .downloadContentWithResponse(null, new BlobRequestConditions(), null, null)
                .getDeserializedHeaders()
                .getBlobContentMD5();

        assertThat(md5 != null).isEqualTo(backend().isAzurite());
    }

    @Test
    void aBlockFromAUrlIsAnsweredWithItsCrc() {
        Assumptions.assumeFalse(backend().isAzurite(), "Azurite 3.37 does not do Put Block From URL");
        BlobClient source = put("from", "content");
        String signed = source.getBlobUrl() + "?"
                + source.generateSas(
                        new BlobServiceSasSignatureValues(inAnHour, new BlobSasPermission().setReadPermission(true)));
        var answer = container
                .getBlobClient("to")
                .getBlockBlobClient()
                .stageBlockFromUrlWithResponse(
                        new BlockBlobStageBlockFromUrlOptions(BlockBlobContract.id("1"), signed), null, null);

        assertThat(answer.getHeaders().stream().map(header -> header.getName().toLowerCase(Locale.ROOT)))
                .contains("x-ms-content-crc64")
                .doesNotContain("content-md5");
    }

    private String containerSas(String letters) {
        return container.generateSas(
                new BlobServiceSasSignatureValues(inAnHour, BlobContainerSasPermission.parse(letters)));
    }
}
