package io.github.batchbench.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.AppendBlobRequestConditions;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobType;
import com.azure.storage.blob.models.CopyStatusType;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.blob.specialized.AppendBlobClient;
import com.azure.storage.blob.specialized.BlockBlobClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Copies, and append blobs. */
abstract class CopyContract extends StorageContract {
    /** Tests a storage. */
    CopyContract(StorageBackend backend) {
        super(backend);
    }

    @Test
    void aCopyHasContentHeadersAndMetadata() {
        BlobClient source = put("from", "content");
        source.setMetadata(Map.of("k", "v"));
        BlobClient target = container.getBlobClient("to");
        var poll =
                target.beginCopy(source.getBlobUrl(), Duration.ofMillis(100)).waitForCompletion(Duration.ofSeconds(20));

        assertThat(poll.getValue().getCopyStatus()).isEqualTo(CopyStatusType.SUCCESS);
        assertThat(text(target)).isEqualTo("content");
        assertThat(target.getProperties().getMetadata()).containsOnly(Map.entry("k", "v"));
        assertThat(target.getProperties().getCopySource()).isEqualTo(source.getBlobUrl());
        source.delete();
        assertThat(text(target)).isEqualTo("content");
    }

    @Test
    void aCopyAtOnceNeedsARightToRead() {
        BlobClient source = put("from", "content");
        BlobClient target = container.getBlobClient("to");
        String url = source.getBlobUrl() + "?" + readSas(source);

        assertThat(target.copyFromUrl(url)).isNotEmpty();
        assertThat(text(target)).isEqualTo("content");
    }

    @Test
    void blocksAndBlobsComeFromUrls() {
        Assumptions.assumeFalse(backend().isAzurite(), "Azurite 3.37 does not do Put Block From URL");
        BlobClient source = put("from", "0123456789");
        String url = source.getBlobUrl() + "?" + readSas(source);
        BlockBlobClient blocks = container.getBlobClient("blocks").getBlockBlobClient();
        blocks.stageBlockFromUrl(BlockBlobContract.id("1"), url, new BlobRange(5));
        blocks.stageBlockFromUrl(BlockBlobContract.id("2"), url, new BlobRange(0, 2L));
        blocks.commitBlockList(List.of(BlockBlobContract.id("1"), BlockBlobContract.id("2")));
        BlockBlobClient whole = container.getBlobClient("whole").getBlockBlobClient();
        whole.uploadFromUrl(url);

        assertThat(blocks.downloadContent().toString()).isEqualTo("5678901");
        assertThat(whole.downloadContent().toString()).isEqualTo("0123456789");
    }

    @Test
    void aMissingSourceIsRefused() {
        BlobClient target = container.getBlobClient("to");
        BlobClient missing = container.getBlobClient("missing");
        String url = missing.getBlobUrl() + "?" + readSas(missing);

        assertRefused(
                404, backend().isAzurite() ? "BlobNotFound" : "CannotVerifyCopySource", () -> target.copyFromUrl(url));
    }

    @Test
    void appendedBlocksFollowEachOther() {
        AppendBlobClient log = container.getBlobClient("log").getAppendBlobClient();
        log.create();
        append(log, "one ", null);
        append(log, "two", null);

        assertThat(log.downloadContent().toString()).isEqualTo("one two");
        assertThat(log.getProperties().getBlobType()).isEqualTo(BlobType.APPEND_BLOB);
        assertThat(log.getProperties().getCommittedBlockCount()).isEqualTo(2);
    }

    @Test
    void appendingCanDependOnThePlace() {
        AppendBlobClient log = container.getBlobClient("log").getAppendBlobClient();
        log.create();
        append(log, "12345", new AppendBlobRequestConditions().setAppendPosition(0L));

        assertRefused(
                412,
                "AppendPositionConditionNotMet",
                () -> append(log, "x", new AppendBlobRequestConditions().setAppendPosition(0L)));
        assertRefused(
                412,
                "MaxBlobSizeConditionNotMet",
                () -> append(log, "x", new AppendBlobRequestConditions().setMaxSize(5L)));
    }

    @Test
    void aSealedBlobIsOnlyRead() {
        AppendBlobClient log = container.getBlobClient("log").getAppendBlobClient();
        log.create();
        append(log, "all", null);

        assertThat(log.getProperties().isSealed()).isNotEqualTo(true);
        log.seal();
        assertThat(log.getProperties().isSealed()).isTrue();
        assertRefused(409, "BlobIsSealed", () -> append(log, "more", null));
        assertThat(log.downloadContent()).hasToString("all");
    }

    @Test
    void theTypesDoNotMix() {
        put("block", "x");
        AppendBlobClient wrong = container.getBlobClient("block").getAppendBlobClient();

        assertRefused(409, "InvalidBlobType", () -> append(wrong, "y", null));
    }

    @Test
    void aSnapshotOfALogStaysShort() {
        AppendBlobClient log = container.getBlobClient("log").getAppendBlobClient();
        log.create();
        append(log, "early", null);
        String snapshot = log.createSnapshot().getSnapshotId();
        append(log, " late", null);

        assertThat(log.getSnapshotClient(snapshot).downloadContent().toString()).isEqualTo("early");
        assertThat(log.downloadContent().toString()).isEqualTo("early late");
    }

    private static void append(AppendBlobClient log, String text, @Nullable AppendBlobRequestConditions conditions) {
        byte[] bytes = BinaryData.fromString(text).toBytes();
        log.appendBlockWithResponse(
                new ByteArrayInputStream(bytes),
                text.getBytes(StandardCharsets.UTF_8).length,
                null,
                conditions,
                null,
                null);
    }

    private static String readSas(BlobClient blob) {
        return blob.generateSas(new BlobServiceSasSignatureValues(
                OffsetDateTime.now(ZoneOffset.UTC).plusHours(1), new BlobSasPermission().setReadPermission(true)));
    }
}
