package io.github.batchbench.fake.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.FakeAzureOptions;
import io.github.batchbench.api.StorageKeys;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several storage accounts behind one endpoint, each with two keys and a secondary endpoint. */
class StorageAccountsTest {
    private static final RequestRetryOptions NO_RETRY =
            new RequestRetryOptions(RetryPolicyType.FIXED, 1, Duration.ofSeconds(30), null, null, null);

    private final StorageKeys auto =
            new StorageKeys("autostorage", FakeAzureOptions.randomKey(), FakeAzureOptions.randomKey());
    private final StorageKeys data =
            new StorageKeys("datastorage", FakeAzureOptions.randomKey(), FakeAzureOptions.randomKey());
    private final FakeAzure azure = FakeAzure.start(FakeAzureOptions.defaults().withStorage(List.of(auto, data)));

    @AfterEach
    void close() {
        azure.close();
    }

    @Test
    void accountsAreApartAndEitherKeyOpensOne() {
        client(auto, auto.key1()).createBlobContainer("box");
        client(data, data.key2()).createBlobContainer("box").getBlobClient("a").upload(BinaryData.fromString("x"));

        assertThat(client(auto, auto.key2())
                        .getBlobContainerClient("box")
                        .getBlobClient("a")
                        .exists())
                .isFalse();
        assertThat(client(data, data.key1())
                        .getBlobContainerClient("box")
                        .getBlobClient("a")
                        .exists())
                .isTrue();
        BlobStorageException refused = catchThrowableOfType(
                BlobStorageException.class, () -> client(data, auto.key1()).createBlobContainer("other"));
        assertThat(refused.getErrorCode()).hasToString("AuthenticationFailed");
        assertThat(azure.blobEndpoint()).isEqualTo(azure.blobEndpoint("autostorage"));
    }

    @Test
    void aCopyComesFromTheOtherAccountByItsNameInTheCloud() {
        BlobClient source = client(data, data.key1()).createBlobContainer("box").getBlobClient("a");
        source.upload(BinaryData.fromString("from there"));
        String sas = source.generateSas(new BlobServiceSasSignatureValues(
                OffsetDateTime.now(ZoneOffset.UTC).plusHours(1), new BlobSasPermission().setReadPermission(true)));
        BlobClient target = client(auto, auto.key1()).createBlobContainer("box").getBlobClient("b");

        target.copyFromUrl("https://datastorage.blob.core.windows.net/box/a?" + sas);

        assertThat(target.downloadContent()).hasToString("from there");
    }

    @Test
    void theSecondaryEndpointIsReadWithTheSdk() {
        client(data, data.key1()).createBlobContainer("box").getBlobClient("a").upload(BinaryData.fromString("x"));
        BlobServiceClient secondary = client(azure.blobEndpoint("datastorage") + "-secondary", data, data.key1());

        assertThat(secondary.getBlobContainerClient("box").getBlobClient("a").downloadContent())
                .hasToString("x");
        assertThat(secondary.getStatistics().getGeoReplication().getStatus()).hasToString("live");
        BlobStorageException refused =
                catchThrowableOfType(BlobStorageException.class, () -> secondary.createBlobContainer("new"));
        assertThat(refused.getErrorCode()).hasToString("InsufficientAccountPermissions");
    }

    @Test
    void aResetEmptiesAll() {
        client(auto, auto.key1()).createBlobContainer("box");
        client(data, data.key1()).createBlobContainer("box");
        azure.reset();

        assertThat(client(auto, auto.key1()).listBlobContainers()).isEmpty();
        assertThat(client(data, data.key1()).listBlobContainers()).isEmpty();
    }

    @Test
    void anAccountCannotBeThereTwice() {
        assertThatThrownBy(() -> FakeAzureOptions.defaults().withStorage(List.of(auto, auto)))
                .hasMessageContaining("none twice")
                .hasMessageNotContaining(auto.key1());
        assertThatThrownBy(() -> azure.storage("nobody")).hasMessageContaining("[autostorage, datastorage]");
    }

    private BlobServiceClient client(StorageKeys account, String key) {
        return client(azure.blobEndpoint(account.account()).toString(), account, key);
    }

    private static BlobServiceClient client(String endpoint, StorageKeys account, String key) {
        return new BlobServiceClientBuilder()
                .endpoint(endpoint)
                .credential(new StorageSharedKeyCredential(account.account(), key))
                .retryOptions(NO_RETRY)
                .buildClient();
    }
}
