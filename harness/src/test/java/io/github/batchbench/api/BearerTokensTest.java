package io.github.batchbench.api;

import static io.github.batchbench.api.BearerRequests.BATCH;
import static io.github.batchbench.api.BearerRequests.STORAGE;
import static io.github.batchbench.api.BearerRequests.blobs;
import static io.github.batchbench.api.BearerRequests.fixed;
import static io.github.batchbench.api.BearerRequests.get;
import static io.github.batchbench.api.BearerRequests.send;
import static io.github.batchbench.assertj.BatchAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.UserDelegationKey;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.AzureCore;
import io.github.batchbench.azure.BatchTokenCredentials;
import io.github.batchbench.junit.BatchExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What both services let tokens do, and which they refuse. */
@Timeout(120)
class BearerTokensTest {
    @RegisterExtension
    static final BatchExtension EXTENSION = BatchExtension.builder()
            .options(options -> options.withHttps())
            .tokens()
            .build();

    @Test
    void aTokenIsForOneService(FakeAzure azure, AzureAccount account) {
        HttpResponse batch =
                send(azure, account, "/pools", fixed(azure.authority().token(STORAGE)));
        BlobStorageException blob = catchThrowableOfType(
                BlobStorageException.class,
                () -> blobs(azure, account, fixed(azure.authority().token(BATCH))).listBlobContainers().stream()
                        .toList());

        assertThat(batch.getStatusCode()).isEqualTo(401);
        assertThat(batch.getBodyAsString().block())
                .contains("\"code\":\"AuthenticationFailed\"")
                .contains("obtained from wrong audience or resource 'https://storage.azure.com'")
                .contains("one of the allowed audiences 'https://batch.core.windows.net/'");
        assertThat(blob.getStatusCode()).isEqualTo(401);
        assertThat(blob.getErrorCode()).hasToString("InvalidAuthenticationInfo");
        assertThat(blob.getServiceMessage()).contains("Audience validation failed. Audience did not match.");
        assertThat(blob.getResponse().getHeaders().getValue(HttpHeaderName.WWW_AUTHENTICATE))
                .isEqualTo("Bearer authorization_uri=https://login.microsoftonline.com/"
                        + azure.authority().tenantId() + "/oauth2/authorize resource_id=https://storage.azure.com");
    }

    /** To the slash: as recorded in Azure/azure-sdk-for-net#8026. */
    @Test
    void theAudienceOfBatchHasASlash(FakeAzure azure, AzureAccount account) {
        assertThat(send(azure, account, "/pools", fixed(azure.authority().token("https://batch.core.windows.net")))
                        .getStatusCode())
                .isEqualTo(401);
        assertThat(BatchTokenCredentials.SCOPE).isEqualTo(BATCH + "/.default");
    }

    @Test
    void aTokenExpiresByTheClockOfTheFake(FakeAzure azure, AzureAccount account) {
        azure.clock().virtual();
        TokenCredential token = fixed(azure.authority().token(BATCH));
        assertThat(send(azure, account, "/pools", token).getStatusCode()).isEqualTo(200);

        azure.clock().advance(Duration.ofMinutes(61));

        assertThat(send(azure, account, "/pools", token).getStatusCode()).isEqualTo(401);
        assertThat(send(azure, account, "/pools", fixed(azure.authority().token(BATCH)))
                        .getStatusCode())
                .isEqualTo(200);
    }

    @Test
    void whatTheAuthorityHasNotSignedIsRefused(FakeAzure azure, AzureAccount account) {
        String[] parts = azure.authority().token(BATCH).split("\\.", -1);
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(send(azure, account, "/pools", fixed(parts[0] + "." + parts[1] + ".AAAA"))
                        .getStatusCode())
                .isEqualTo(401);
        assertThat(send(azure, account, "/pools", fixed(none + "." + parts[1] + "."))
                        .getStatusCode())
                .isEqualTo(401);
        assertThat(send(azure, account, "/pools", fixed("opaque")).getStatusCode())
                .isEqualTo(403);
    }

    @Test
    void aUserDelegationKeySigns(FakeAzure azure, AzureAccount account, TestContainer box) {
        BlobServiceClient service =
                blobs(azure, account, fixed(azure.authority().token(STORAGE)));
        service.getBlobContainerClient(box.name()).getBlobClient("a").upload(BinaryData.fromString("x"));
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        UserDelegationKey key = service.getUserDelegationKey(now.minusMinutes(1), now.plusHours(1));

        String sas = service.getBlobContainerClient(box.name())
                .getBlobClient("a")
                .generateUserDelegationSas(
                        new BlobServiceSasSignatureValues(now.plusMinutes(30), BlobSasPermission.parse("r")), key);

        assertThat(key.getSignedTenantId()).isEqualTo(azure.authority().tenantId());
        assertThat(new BlobServiceClientBuilder()
                        .endpoint(account.blobEndpoint() + "?" + sas)
                        .httpClient(AzureCore.httpClient(account))
                        .buildClient()
                        .getBlobContainerClient(box.name())
                        .getBlobClient("a")
                        .downloadContent())
                .hasToString("x");
    }

    /** What the successor of the Batch SDK sends through azure-core's pipeline; the artifact itself is not to be had. */
    @Test
    void theSuccessorOfTheBatchSdkIsThreeLinesAway(FakeAzure azure, AzureAccount account) {
        assertThat(get(azure, account, "/jobs", AzureCore.batchToken(account))).isEqualTo(200);
        assertThat(AzureCore.batchKey(OfflineAccount.of(azure))
                        .getAzureNamedKey()
                        .getName())
                .isEqualTo(azure.batchAccount());
        assertThatThrownBy(() -> AzureCore.batchKey(account)).isInstanceOf(IllegalStateException.class);
    }
}
