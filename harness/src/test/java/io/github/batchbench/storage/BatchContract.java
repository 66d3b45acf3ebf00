package io.github.batchbench.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.http.rest.Response;
import com.azure.storage.blob.batch.BlobBatch;
import com.azure.storage.blob.batch.BlobBatchClient;
import com.azure.storage.blob.batch.BlobBatchClientBuilder;
import com.azure.storage.blob.batch.BlobBatchStorageException;
import com.azure.storage.blob.models.AccessTier;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.DeleteSnapshotsOptionType;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Deletions and changes of tier, many in one request. */
abstract class BatchContract extends StorageContract {
    private final BlobBatchClient batches;

    /** Tests a storage. */
    BatchContract(StorageBackend backend) {
        super(backend);
        this.batches = new BlobBatchClientBuilder(service).buildClient();
    }

    @Test
    void blobsAreDeletedTogether() {
        List<String> urls = List.of(
                put("a", "x").getBlobUrl(),
                put("b c", "y").getBlobUrl(),
                put("d/e", "z").getBlobUrl());

        List<Integer> statuses = batches.deleteBlobs(urls, DeleteSnapshotsOptionType.INCLUDE).stream()
                .map(Response::getStatusCode)
                .toList();

        assertThat(statuses).containsExactly(202, 202, 202);
        assertThat(container.listBlobs()).isEmpty();
    }

    @Test
    void tiersAreSetTogether() {
        List<String> urls = List.of(put("a", "x").getBlobUrl(), put("b", "y").getBlobUrl());

        assertThat(batches.setBlobsAccessTier(urls, AccessTier.COOL))
                .extracting(Response::getStatusCode)
                .containsOnly(200);
        assertThat(container.getBlobClient("b").getProperties().getAccessTier()).isEqualTo(AccessTier.COOL);
    }

    @Test
    void whatFailsInABatchIsToldByBlob() {
        BlobBatch batch = batches.getBlobBatch();
        Response<Void> missing =
                batch.deleteBlob(container.getBlobClient("missing").getBlobUrl());
        Response<Void> there = batch.deleteBlob(put("a", "x").getBlobUrl());

        BlobBatchStorageException failed =
                catchThrowableOfType(BlobBatchStorageException.class, () -> batches.submitBatch(batch));

        assertThat(failed.getBatchExceptions()).hasSize(1);
        assertThat(there.getStatusCode()).isEqualTo(202);
        assertThat(container.listBlobs()).isEmpty();
        BlobStorageException refusal = catchThrowableOfType(BlobStorageException.class, missing::getStatusCode);
        assertThat(refusal.getStatusCode() + " " + refusal.getErrorCode()).isEqualTo("404 BlobNotFound");
    }

    @Test
    void aPartMayNameItsBlobWithoutTheAccount() {
        Assumptions.assumeFalse(backend().isAzurite(), "Azurite 3.37 wants the account in the path of every part");
        put("a", "x");
        BlobBatch batch = batches.getBlobBatch();
        Response<Void> there = batch.deleteBlob(container.getBlobContainerName(), "a");

        batches.submitBatch(batch);

        assertThat(there.getStatusCode()).isEqualTo(202);
        assertThat(container.listBlobs()).isEmpty();
    }

    @Test
    void aContainersBatchStaysInIt() {
        put("a", "x");
        BlobBatchClient inside = new BlobBatchClientBuilder(container).buildClient();

        assertThat(inside.deleteBlobs(
                        List.of(container.getBlobClient("a").getBlobUrl()), DeleteSnapshotsOptionType.INCLUDE))
                .extracting(Response::getStatusCode)
                .containsExactly(202);
    }
}
