package io.github.batchbench.fake.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.github.batchbench.fake.blob.ContentStore;
import io.github.batchbench.fake.blob.StorageAccount;
import io.github.batchbench.fake.protocol.blob.BlobApi;
import io.github.batchbench.fake.protocol.blob.access.BlobCredentials;
import io.github.batchbench.fake.protocol.blob.access.SharedKey;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageNineStepsTest {
    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final RequestRetryOptions FAST =
            new RequestRetryOptions(RetryPolicyType.FIXED, 1, 20, null, null, null);

    @TempDir
    Path directory;

    private ContentStore store;
    private WireMockHost host;
    private BlobServiceClient service;

    @BeforeEach
    void start() {
        store = new ContentStore(directory.resolve("blobs"));
        StorageAccount account = new StorageAccount("acct", store, InstantSource.system());
        BlobApi api = new BlobApi(account, BlobCredentials.of(new SharedKey(KEY)), InstantSource.system());
        host = new WireMockHost(
                api,
                HostOptions.blobs(InstantSource.system(), store.directory()).build());
        service = new BlobServiceClientBuilder()
                .endpoint(host.uri() + "/acct")
                .credential(new StorageSharedKeyCredential("acct", KEY))
                .retryOptions(FAST)
                .buildClient();
    }

    @AfterEach
    void stop() {
        host.close();
        store.close();
    }

    @Test
    void theStorageStepsOfTheTutorialRun() {
        BlobContainerClient container = service.getBlobContainerClient("output");
        assertThat(container.exists()).isFalse();
        assertThat(container.createIfNotExists()).isTrue();
        assertThat(container.createIfNotExists()).isFalse();
        container.getBlobClient("dir/a b+ü%.txt").upload(BinaryData.fromString("hello"));
        assertThat(container.getBlobClient("dir/a b+ü%.txt").downloadContent().toString())
                .isEqualTo("hello");
        assertThat(container.listBlobs().stream().map(BlobItem::getName)).containsExactly("dir/a b+ü%.txt");
        assertThat(container.listBlobsByHierarchy("").stream().map(BlobItem::getName))
                .containsExactly("dir/");
        assertThatThrownBy(() -> container.getBlobClient("dir/a b+ü%.txt").upload(BinaryData.fromString("again")))
                .isInstanceOfSatisfying(
                        BlobStorageException.class,
                        e -> assertThat(e.getErrorCode().toString()).isEqualTo("BlobAlreadyExists"));
        container.getBlobClient("dir/a b+ü%.txt").delete();
        assertThat(service.listBlobContainers().stream()).hasSize(1);
        container.delete();
        assertThat(container.deleteIfExists()).isFalse();
    }

    @Test
    void blocksAndRangesMakeOneFile() throws Exception {
        BlobContainerClient container = service.createBlobContainer("large");
        byte[] bytes = new byte[40 << 20];
        new Random(1).nextBytes(bytes);
        Path up = Files.write(directory.resolve("up"), bytes);
        container
                .getBlobClient("big")
                .uploadFromFile(
                        up.toString(),
                        new com.azure.storage.blob.models.ParallelTransferOptions()
                                .setBlockSizeLong(4L << 20)
                                .setMaxSingleUploadSizeLong(1L << 20),
                        null,
                        null,
                        null,
                        null,
                        null);
        Path down = directory.resolve("down");
        container.getBlobClient("big").downloadToFile(down.toString());
        assertThat(down).hasSameBinaryContentAs(up);
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        container
                .getBlobClient("big")
                .downloadStreamWithResponse(part, new BlobRange(7_000_000L, 5L), null, null, false, null, null);
        assertThat(part.toByteArray()).isEqualTo(java.util.Arrays.copyOfRange(bytes, 7_000_000, 7_000_005));
    }

    @Test
    void listsComeInPages() {
        BlobContainerClient container = service.createBlobContainer("many");
        for (int i = 0; i < 12; i++) {
            container.getBlobClient("x/%02d".formatted(i)).upload(BinaryData.fromString("" + i));
        }
        var pages = container
                .listBlobs(new ListBlobsOptions().setPrefix("x/").setMaxResultsPerPage(5), null)
                .streamByPage()
                .toList();
        assertThat(pages).hasSize(3);
        assertThat(pages.stream().flatMap(page -> page.getValue().stream()).map(BlobItem::getName))
                .hasSize(12)
                .isSorted();
    }

    @Test
    void aContainerSasDoesWhatItSaysAndNoMore() {
        BlobContainerClient container = service.createBlobContainer("signed");
        String sas = container.generateSas(new BlobServiceSasSignatureValues(
                OffsetDateTime.now(ZoneOffset.UTC).plusHours(1),
                new BlobContainerSasPermission().setCreatePermission(true).setWritePermission(true)));
        BlobContainerClient signed = new BlobServiceClientBuilder()
                .endpoint(host.uri() + "/acct?" + sas)
                .retryOptions(FAST)
                .buildClient()
                .getBlobContainerClient("signed");
        signed.getBlobClient("a").upload(BinaryData.fromString("x"), true);
        assertThatThrownBy(() -> signed.getBlobClient("a").downloadContent())
                .isInstanceOfSatisfying(
                        BlobStorageException.class,
                        e -> assertThat(e.getErrorCode().toString()).isEqualTo("AuthorizationPermissionMismatch"));
        assertThatThrownBy(() -> service.getBlobContainerClient("other")
                        .getBlobClient("a")
                        .downloadContent())
                .isInstanceOfSatisfying(
                        BlobStorageException.class,
                        e -> assertThat(e.getErrorCode().toString()).isEqualTo("ContainerNotFound"));
    }
}
