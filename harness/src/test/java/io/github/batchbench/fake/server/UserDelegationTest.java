package io.github.batchbench.fake.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.BlobServiceVersion;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.UserDelegationKey;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.FakeAzureOptions;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

/** Tokens, and what users sign with the keys that they get for them. */
class UserDelegationTest {
    private static final String TOKEN = "the-one-token";
    private static final RequestRetryOptions NO_RETRY =
            new RequestRetryOptions(RetryPolicyType.FIXED, 1, Duration.ofSeconds(30), null, null, null);

    private static FakeAzure azure;
    private static BlobContainerClient box;

    @BeforeAll
    static void start() {
        azure = FakeAzure.start(FakeAzureOptions.defaults().withToken(TOKEN));
        azure.clock().virtual();
        box = user(TOKEN).createBlobContainer("box");
        box.getBlobClient("a b").upload(BinaryData.fromString("x"));
    }

    @AfterAll
    static void stop() {
        azure.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = BlobServiceVersion.class,
            names = {"V2019_12_12", "V2020_10_02", "V2025_05_05", "V2026_02_06", "V2026_06_06"})
    void aKeyGotWithATokenSigns(BlobServiceVersion version) {
        BlobServiceClient service = builder(TOKEN).serviceVersion(version).buildClient();
        UserDelegationKey key = service.getUserDelegationKey(now().minusMinutes(5), now().plusHours(1));

        String sas = service.getBlobContainerClient("box")
                .getBlobClient("a b")
                .generateUserDelegationSas(
                        new BlobServiceSasSignatureValues(now().plusMinutes(30), BlobSasPermission.parse("r"))
                                .setCorrelationId("7d2a5a3e-0000-4000-8000-000000000001"),
                        key);

        assertThat(sas).contains("skoid=");
        assertThat(signed(sas).getBlobClient("a b").downloadContent()).hasToString("x");
        assertRefused(
                403,
                "AuthorizationPermissionMismatch",
                () -> signed(sas).getBlobClient("a b").delete());
        assertRefused(
                403,
                "AuthenticationFailed",
                () -> signed(sas.replace("sp=r", "sp=rd")).getBlobClient("a b").delete());
        assertRefused(
                403,
                "AuthenticationFailed",
                () -> signed(sas.replace("scid=7d", "scid=8d"))
                        .getBlobClient("a b")
                        .downloadContent());
    }

    @Test
    void aSignatureDoesNotOutliveItsKey() {
        UserDelegationKey key = user(TOKEN).getUserDelegationKey(null, now().plusMinutes(10));
        String sas = box.generateUserDelegationSas(
                new BlobServiceSasSignatureValues(now().plusHours(1), BlobContainerSasPermission.parse("rl")), key);

        assertThat(signed(sas).listBlobs()).hasSize(1);
        azure.clock().advance(Duration.ofMinutes(11));
        assertRefused(
                403,
                "AuthenticationFailed",
                () -> signed(sas).listBlobs().stream().count());
    }

    @Test
    void onlyTheTokenThatTheFakeWasGivenIsAccepted() {
        assertRefused(
                401, "InvalidAuthenticationInfo", () -> user("an.other.token").getAccountInfo());
        assertRefused(
                401,
                "InvalidAuthenticationInfo",
                () -> user("an.other.token").getUserDelegationKey(null, now().plusHours(1)));
    }

    @Test
    void whatIsNoTokenIsRefusedByItsForm() {
        assertRefused(400, "InvalidAuthenticationInfo", () -> user("another").getAccountInfo());
    }

    @Test
    void theAccountsKeyGetsNone() {
        BlobServiceClient owner = new BlobServiceClientBuilder()
                .endpoint(azure.blobEndpoint().toString())
                .credential(new StorageSharedKeyCredential(azure.storageAccount(), azure.storageKey()))
                .retryOptions(NO_RETRY)
                .buildClient();

        assertRefused(403, "AuthenticationFailed", () -> owner.getUserDelegationKey(null, now().plusHours(1)));
    }

    @Test
    void aKeyIsForSevenDaysAtMost() {
        assertRefused(400, "InvalidXmlNodeValue", () -> user(TOKEN).getUserDelegationKey(null, now().plusDays(8)));
        assertRefused(400, "InvalidXmlNodeValue", () -> user(TOKEN).getUserDelegationKey(null, now().minusDays(1)));
    }

    private static OffsetDateTime now() {
        return OffsetDateTime.ofInstant(azure.clock().instant(), ZoneOffset.UTC);
    }

    private static BlobServiceClient user(String token) {
        return builder(token).buildClient();
    }

    private static BlobServiceClientBuilder builder(String token) {
        return new BlobServiceClientBuilder()
                .endpoint(azure.blobEndpoint().toString())
                .credential(new StorageSharedKeyCredential(azure.storageAccount(), "bm90IHRoZSBrZXk="))
                .retryOptions(NO_RETRY)
                .addPolicy(new Bearer(token));
    }

    private static BlobContainerClient signed(String sas) {
        return new BlobServiceClientBuilder()
                .endpoint(azure.blobEndpoint() + "?" + sas)
                .retryOptions(NO_RETRY)
                .buildClient()
                .getBlobContainerClient("box");
    }

    private static void assertRefused(int status, String code, ThrowingCallable call) {
        BlobStorageException refusal = catchThrowableOfType(BlobStorageException.class, call);
        assertThat(refusal).as("a refusal with %s %s", status, code).isNotNull();
        assertThat(refusal.getStatusCode() + " " + refusal.getErrorCode()).isEqualTo(status + " " + code);
    }

    /** Sends a token in place of a signature, also over plain HTTP, which the SDK's own policy refuses to do. */
    private record Bearer(String token) implements HttpPipelinePolicy {
        @Override
        public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
            context.getHttpRequest().setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + token);
            return next.process();
        }
    }
}
