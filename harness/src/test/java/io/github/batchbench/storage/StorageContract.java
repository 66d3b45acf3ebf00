package io.github.batchbench.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.time.Duration;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the suites share: a container of its own for each test. */
abstract class StorageContract {
    private static final RequestRetryOptions NO_RETRY =
            new RequestRetryOptions(RetryPolicyType.FIXED, 1, Duration.ofSeconds(30), null, null, null);

    private final StorageBackend backend;
    final BlobServiceClient service;
    final BlobContainerClient container;

    StorageContract(StorageBackend backend) {
        this.backend = backend;
        this.service = builder(backend.endpoint())
                .credential(new StorageSharedKeyCredential(backend.account(), backend.key()))
                .buildClient();
        this.container = service.getBlobContainerClient("contract-" + UUID.randomUUID());
    }

    StorageBackend backend() {
        return backend;
    }

    BlobServiceClientBuilder builder(String endpoint) {
        return new BlobServiceClientBuilder()
                .endpoint(endpoint)
                .retryOptions(NO_RETRY)
                .httpClient(backend.client());
    }

    /** A client of the same container with a signature instead of the key. */
    BlobContainerClient signed(String sas) {
        return builder(backend.endpoint() + "?" + sas)
                .buildClient()
                .getBlobContainerClient(container.getBlobContainerName());
    }

    @BeforeEach
    void createContainer() {
        container.create();
    }

    @AfterEach
    void deleteContainer() {
        container.deleteIfExists();
    }

    BlobClient put(String name, String text) {
        BlobClient blob = container.getBlobClient(name);
        blob.upload(BinaryData.fromString(text), true);
        return blob;
    }

    static String text(BlobClient blob) {
        return blob.downloadContent().toString();
    }

    static void assertRefused(int status, String code, ThrowingCallable call) {
        BlobStorageException refusal = catchThrowableOfType(BlobStorageException.class, call);
        assertThat(refusal).as("a refusal with %s %s", status, code).isNotNull();
        assertThat(refusal.getStatusCode() + " " + refusal.getErrorCode()).isEqualTo(status + " " + code);
    }
}
