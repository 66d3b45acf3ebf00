package io.github.batchbench.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.DeleteSnapshotsOptionType;
import com.azure.storage.blob.models.LeaseStateType;
import com.azure.storage.blob.options.BlobBreakLeaseOptions;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.blob.specialized.BlobLeaseClient;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import java.io.OutputStream;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Conditions and leases. */
abstract class ConditionContract extends StorageContract {
    private static final String OTHER = "\"0x8D0000000000000\"";

    /** Tests a storage. */
    ConditionContract(StorageBackend backend) {
        super(backend);
    }

    @Test
    void readsWithAnOldTagAreRefused() {
        BlobClient blob = put("c", "1");
        String etag = blob.getProperties().getETag();

        read(blob, new BlobRequestConditions().setIfMatch(etag));
        assertRefused(412, "ConditionNotMet", () -> read(blob, new BlobRequestConditions().setIfMatch(OTHER)));
        put("c", "2");
        assertRefused(412, "ConditionNotMet", () -> read(blob, new BlobRequestConditions().setIfMatch(etag)));
    }

    @Test
    void unchangedContentIsNotSentAgain() {
        BlobClient blob = put("c", "1");
        String etag = blob.getProperties().getETag();
        OffsetDateTime modified = blob.getProperties().getLastModified();

        assertStatus(304, () -> read(blob, new BlobRequestConditions().setIfNoneMatch(etag)));
        assertStatus(304, () -> read(blob, new BlobRequestConditions().setIfModifiedSince(modified)));
        read(blob, new BlobRequestConditions().setIfModifiedSince(modified.minusDays(1)));
        read(blob, new BlobRequestConditions().setIfUnmodifiedSince(modified));
        assertRefused(
                412,
                "ConditionNotMet",
                () -> read(blob, new BlobRequestConditions().setIfUnmodifiedSince(modified.minusDays(1))));
    }

    @Test
    void writesCanDependOnTheTag() {
        BlobClient blob = put("c", "1");
        String etag = blob.getProperties().getETag();

        write(blob, new BlobRequestConditions().setIfMatch(etag));
        assertRefused(412, "ConditionNotMet", () -> write(blob, new BlobRequestConditions().setIfMatch(etag)));
        assertRefused(
                412,
                "ConditionNotMet",
                () -> blob.setMetadataWithResponse(
                        Map.of("a", "b"), new BlobRequestConditions().setIfMatch(etag), null, null));
        assertRefused(
                412,
                "ConditionNotMet",
                () -> blob.deleteWithResponse(null, new BlobRequestConditions().setIfMatch(etag), null, null));
        assertRefused(
                412,
                "ConditionNotMet",
                () -> write(container.getBlobClient("new"), new BlobRequestConditions().setIfMatch(etag)));
    }

    @Test
    void everyChangeHasItsOwnTag() {
        BlobClient blob = put("c", "1");
        String first = blob.getProperties().getETag();
        blob.setMetadata(Map.of("a", "b"));
        String second = blob.getProperties().getETag();
        put("c", "1");

        assertThat(first).isNotEqualTo(second);
        assertThat(blob.getProperties().getETag()).isNotEqualTo(second).isNotEqualTo(first);
    }

    @Test
    void aLeaseKeepsOthersFromWriting() {
        BlobClient blob = put("l", "1");
        BlobLeaseClient lease = new BlobLeaseClientBuilder().blobClient(blob).buildClient();
        String id = lease.acquireLease(-1);

        assertThat(blob.getProperties().getLeaseState()).isEqualTo(LeaseStateType.LEASED);
        assertRefused(412, "LeaseIdMissing", () -> put("l", "2"));
        assertRefused(412, "LeaseIdMissing", blob::delete);
        assertThat(text(blob)).isEqualTo("1");
        write(blob, new BlobRequestConditions().setLeaseId(id));
        assertRefused(
                412,
                "LeaseIdMismatchWithBlobOperation",
                () -> write(blob, new BlobRequestConditions().setLeaseId("00000000-0000-0000-0000-000000000001")));
        lease.releaseLease();
        put("l", "3");
        assertRefused(
                412, "LeaseNotPresentWithBlobOperation", () -> write(blob, new BlobRequestConditions().setLeaseId(id)));
    }

    @Test
    void aLeaseIsHeldByOne() {
        BlobClient blob = put("l", "1");
        BlobLeaseClient first = new BlobLeaseClientBuilder().blobClient(blob).buildClient();
        BlobLeaseClient second = new BlobLeaseClientBuilder().blobClient(blob).buildClient();
        first.acquireLease(15);

        assertRefused(409, "LeaseAlreadyPresent", () -> second.acquireLease(15));
        first.renewLease();
        assertThat(first.changeLease("11111111-2222-3333-4444-555555555555"))
                .isEqualTo("11111111-2222-3333-4444-555555555555");
        second.breakLeaseWithResponse(new BlobBreakLeaseOptions().setBreakPeriod(Duration.ZERO), null, null);
        assertThat(blob.getProperties().getLeaseState()).isEqualTo(LeaseStateType.BROKEN);
        second.acquireLease(-1);
        second.releaseLease();
        assertThat(blob.getProperties().getLeaseState()).isEqualTo(LeaseStateType.AVAILABLE);
    }

    @Test
    void aLeasedContainerIsNotDeleted() {
        BlobLeaseClient lease =
                new BlobLeaseClientBuilder().containerClient(container).buildClient();
        lease.acquireLease(-1);

        assertRefused(412, "LeaseIdMissing", container::delete);
        lease.releaseLease();
        container.delete();
    }

    @Test
    void aBlobWithSnapshotsIsDeletedWithThem() {
        BlobClient blob = put("s", "1");
        String snapshot = blob.createSnapshot().getSnapshotId();
        put("s", "2");

        assertThat(blob.getSnapshotClient(snapshot).downloadContent().toString())
                .isEqualTo("1");
        assertRefused(409, "SnapshotsPresent", blob::delete);
        blob.deleteWithResponse(DeleteSnapshotsOptionType.INCLUDE, null, null, null);
        assertThat(blob.exists()).isFalse();
        assertThat(blob.getSnapshotClient(snapshot).exists()).isFalse();
    }

    private static void read(BlobClient blob, BlobRequestConditions conditions) {
        blob.downloadStreamWithResponse(OutputStream.nullOutputStream(), null, null, conditions, false, null, null);
    }

    private static void write(BlobClient blob, BlobRequestConditions conditions) {
        blob.uploadWithResponse(
                new BlobParallelUploadOptions(BinaryData.fromString("w")).setRequestConditions(conditions), null, null);
    }

    private static void assertStatus(int status, ThrowingCallable call) {
        BlobStorageException refusal = catchThrowableOfType(BlobStorageException.class, call);
        assertThat(refusal.getStatusCode()).isEqualTo(status);
    }
}
