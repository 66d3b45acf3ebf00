package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import io.github.batchbench.junit.BatchTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@BatchTest
@Timeout(60)
class StorageFaultsTest {
    private final FakeAzure azure;
    private final StorageFaults faults;
    private final BlobContainerClient box;

    StorageFaultsTest(BlobServiceClient blobs, FakeAzure azure) {
        this.azure = azure;
        this.faults = azure.faults().storage();
        this.box = blobs.createBlobContainerIfNotExists("box");
        for (String name : new String[] {"a.txt", "dir/b c.txt"}) {
            box.getBlobClient(name).upload(BinaryData.fromString("content of " + name), true);
        }
    }

    @AfterEach
    void reset() {
        azure.reset();
    }

    @Test
    void oneBlobIsMissingAndTheOthersAreThere() {
        faults.blob("box", "dir/b c.txt").missing();

        refused(() -> read("dir/b c.txt"), BlobErrorCode.BLOB_NOT_FOUND);
        assertThat(read("a.txt")).isEqualTo("content of a.txt");
    }

    @Test
    void readingIsDeniedAndWritingIsNot() {
        faults.container("box").reads().denied();

        refused(() -> read("a.txt"), BlobErrorCode.AUTHORIZATION_PERMISSION_MISMATCH);
        box.getBlobClient("new").upload(BinaryData.fromString("new"));
        faults.container("box").writes().missingContainer();
        refused(
                () -> box.getBlobClient("newer").upload(BinaryData.fromString("newer")),
                BlobErrorCode.CONTAINER_NOT_FOUND);
    }

    @Test
    void aBusyServiceAndASlowOneComeRoundInTheEnd() {
        Fault busy = faults.times(1).busy();
        assertThat(read("a.txt")).isEqualTo("content of a.txt");
        Fault slow = faults.times(1).slow(Duration.ofMillis(50));
        assertThat(read("a.txt")).isEqualTo("content of a.txt");

        assertThat(busy.count()).isEqualTo(1);
        assertThat(slow.count()).isEqualTo(1);
    }

    @Test
    void aTransferBreaksOffInTheMiddle() throws Exception {
        Fault cut = faults.blob("box", "a.txt").times(1).cut();
        String sas = box.getBlobClient("a.txt")
                .generateSas(new BlobServiceSasSignatureValues(
                        OffsetDateTime.now(ZoneOffset.UTC).plusHours(1),
                        new BlobSasPermission().setReadPermission(true)));
        URI uri = URI.create(box.getBlobContainerUrl() + "/a.txt?" + sas);
        HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofInputStream());

        assertThat(answer.statusCode()).isEqualTo(200);
        try (InputStream body = answer.body()) {
            assertThat(body.readNBytes("content ".length())).asString().isEqualTo("content ");
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
        assertThat(cut.count()).isEqualTo(1);
        assertThat(read("a.txt")).isEqualTo("content of a.txt");
    }

    @Test
    void aContainerIsDeletedBeforeItsTime() {
        faults.deleteContainer("box");

        refused(() -> read("a.txt"), BlobErrorCode.CONTAINER_NOT_FOUND);
    }

    private String read(String name) {
        return box.getBlobClient(name).downloadContent().toString();
    }

    private static void refused(ThrowingCallable call, BlobErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BlobStorageException.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo(code));
    }
}
