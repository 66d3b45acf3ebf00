package io.github.batchbench.api;

import static io.github.batchbench.assertj.BatchAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Configuration;
import com.azure.core.util.ConfigurationBuilder;
import com.azure.core.util.Context;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.UserDelegationKey;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.AzureCore;
import io.github.batchbench.azure.BatchTokenCredentials;
import io.github.batchbench.junit.BatchExtension;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

/** Tokens in place of keys, as {@code azure-identity} gets them and as both services look at them. */
@Timeout(120)
class AuthorityTest {
    private static final String BATCH = "https://batch.core.windows.net/";
    private static final String STORAGE = "https://storage.azure.com";

    @RegisterExtension
    static final BatchExtension EXTENSION = BatchExtension.builder()
            .options(options -> options.withHttps())
            .tokens()
            .build();

    @Test
    void theNineStepsNeedNoKey(BatchWorkflow workflow, AzureAccount account) {
        assertThat(account.toString()).contains("with Entra ID, storage").doesNotContain("shared key");

        WorkflowResult result = workflow.input("a.txt", "the word the")
                .application(Application.of("p.sh", "cat \"$1\"".getBytes(StandardCharsets.UTF_8)))
                .task(input -> TaskCommand.shell("sh " + input.application() + " " + input.word()))
                .run();

        assertThat(result).allTasksSucceeded();
    }

    /** By {@code adfs} no client asks Microsoft about the address, by the id only one that is told not to. */
    @Test
    void azureIdentityGetsTokensForASecret(FakeAzure azure, AzureAccount account) {
        FakeAuthority authority = azure.authority();
        TokenCredential byId = new ClientSecretCredentialBuilder()
                .authorityHost(authority.uri().toString())
                .tenantId(authority.tenantId())
                .clientId(authority.clientId())
                .clientSecret(authority.clientSecret())
                .disableInstanceDiscovery()
                .httpClient(AzureCore.httpClient(account))
                .build();
        TokenCredential byAdfs = new ClientSecretCredentialBuilder()
                .authorityHost(authority.uri().toString())
                .tenantId("adfs")
                .clientId(authority.clientId())
                .clientSecret(authority.clientSecret())
                .httpClient(AzureCore.httpClient(account))
                .build();

        assertThat(get(azure, account, "/pools", byId)).isEqualTo(200);
        assertThat(get(azure, account, "/pools", byAdfs)).isEqualTo(200);
        assertThat(blobs(azure, account, byId).listBlobContainers()).isEmpty();
    }

    @Test
    void aWrongSecretIsRefusedInWords(FakeAzure azure, AzureAccount account) {
        TokenCredential wrong = new ClientSecretCredentialBuilder()
                .authorityHost(azure.authority().uri().toString())
                .tenantId("adfs")
                .clientId(azure.authority().clientId())
                .clientSecret("guessed")
                .httpClient(AzureCore.httpClient(account))
                .build();

        assertThatThrownBy(() -> wrong.getTokenSync(scope(BATCH))).hasMessageContaining("AADSTS7000215");
    }

    /** By hand, as the client of {@code azure-identity} reads nothing but the environment of its process. */
    @Test
    void aManagedIdentityOfAppServiceGetsTokens(FakeAzure azure, AzureAccount account) throws Exception {
        URI address = URI.create(azure.authority().identityEndpoint() + "?api-version=2019-08-01&resource=" + BATCH);

        JsonNode answer = json(send(
                azure,
                HttpRequest.newBuilder(address)
                        .header("X-IDENTITY-HEADER", azure.authority().identityHeader())));

        assertThat(get(
                        azure,
                        account,
                        "/pools",
                        fixed(answer.get("access_token").textValue())))
                .isEqualTo(200);
        assertThat(send(azure, HttpRequest.newBuilder(address).header("X-IDENTITY-HEADER", "guessed"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aWorkloadGetsTokensForWhatItsClusterGaveIt(FakeAzure azure, AzureAccount account, @TempDir Path folder)
            throws Exception {
        Path file = Files.writeString(folder.resolve("token"), azure.authority().federatedToken());
        TokenCredential workload = new WorkloadIdentityCredentialBuilder()
                .authorityHost(azure.authority().uri().toString())
                .tenantId(azure.authority().tenantId())
                .clientId(azure.authority().clientId())
                .tokenFilePath(file.toString())
                .disableInstanceDiscovery()
                .httpClient(AzureCore.httpClient(account))
                .build();

        assertThat(get(azure, account, "/pools", workload)).isEqualTo(200);
    }

    @Test
    void theDefaultCredentialFindsAllInTheEnvironment(FakeAzure azure, AzureAccount account) {
        TokenCredential found = new DefaultAzureCredentialBuilder()
                .configuration(configuration(Map.of(
                        "AZURE_AUTHORITY_HOST", azure.authority().uri().toString(),
                        "AZURE_TENANT_ID", "adfs",
                        "AZURE_CLIENT_ID", azure.authority().clientId(),
                        "AZURE_CLIENT_SECRET", azure.authority().clientSecret())))
                .httpClient(AzureCore.httpClient(account))
                .build();

        assertThat(get(azure, account, "/pools", found)).isEqualTo(200);
    }

    @Test
    void whatTheMetadataServiceAnswersIsTextOnly(FakeAzure azure) throws Exception {
        String address = azure.authority().metadataEndpoint()
                + "/metadata/identity/oauth2/token?api-version=2018-02-01&resource=" + BATCH;

        JsonNode answer =
                json(send(azure, HttpRequest.newBuilder(URI.create(address)).header("Metadata", "true")));

        assertThat(answer.get("access_token").isTextual()).isTrue();
        assertThat(answer.get("expires_in").textValue()).isEqualTo("3599");
        assertThat(answer.get("resource").textValue()).isEqualTo(BATCH);
        assertThat(json(send(azure, HttpRequest.newBuilder(URI.create(address))))
                        .get("error")
                        .textValue())
                .isEqualTo("invalid_request");
        String guessed = address.replace(azure.authority().identityHeader(), "guessed");
        assertThat(send(azure, HttpRequest.newBuilder(URI.create(guessed)).header("Metadata", "true"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void azAsksWithAForm(FakeAzure azure) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(azure.authority().metadataEndpoint() + "/msi/token"))
                .header("Metadata", "true")
                .POST(form(Map.of("resource", BATCH)));

        assertThat(json(send(azure, request)).get("token_type").textValue()).isEqualTo("Bearer");
    }

    @Test
    void theAuthorityCanBeDiscovered(FakeAzure azure) throws Exception {
        for (String path : new String[] {"/adfs", "/" + azure.authority().tenantId() + "/v2.0", "/common/v2.0"}) {
            JsonNode document = json(send(
                    azure,
                    HttpRequest.newBuilder(
                            URI.create(azure.authority().uri() + path + "/.well-known/openid-configuration"))));

            assertThat(document.get("token_endpoint").textValue())
                    .startsWith(azure.authority().uri() + "/")
                    .endsWith("/token");
            JsonNode keys = json(send(
                    azure,
                    HttpRequest.newBuilder(URI.create(document.get("jwks_uri").textValue()))));
            assertThat(keys.at("/keys/0/kty").textValue()).isEqualTo("RSA");
        }
        assertThat(json(send(
                                azure,
                                HttpRequest.newBuilder(
                                        URI.create(
                                                azure.authority().uri()
                                                        + "/common/discovery/instance?api-version=1.1&authorization_endpoint=https://x"))))
                        .get("tenant_discovery_endpoint")
                        .textValue())
                .startsWith(azure.authority().uri() + "/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grant_type=password                       | 400 | AADSTS70003",
                "client_id=00000000-0000-0000-0000-000000000001 | 400 | AADSTS700016",
                "client_secret=                            | 401 | AADSTS7000218",
                "scope=https://batch.core.windows.net/     | 400 | AADSTS1002012",
                "scope=https://unknown.example/.default    | 400 | AADSTS500011",
                "tenant=00000000-0000-0000-0000-000000000002 | 400 | AADSTS90002",
                "client_assertion=a.b.c                    | 401 | AADSTS700027"
            })
    void whatIsWrongWithARequestIsSaid(String change, int status, String code, FakeAzure azure) throws Exception {
        Map<String, String> form = new HashMap<>(Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                azure.authority().clientId(),
                "client_secret",
                azure.authority().clientSecret(),
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "scope",
                BATCH + "/.default"));
        String[] parts = change.split("=", 2);
        form.put(parts[0], parts[1]);
        if (parts[0].equals("client_assertion")) {
            form.remove("client_secret");
        }
        String tenant = form.getOrDefault("tenant", azure.authority().tenantId());

        java.net.http.HttpResponse<String> answer = send(
                azure,
                HttpRequest.newBuilder(URI.create(azure.authority().uri() + "/" + tenant + "/oauth2/v2.0/token"))
                        .POST(form(form)));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).get("error_description").textValue()).startsWith(code + ":");
    }

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

    private static int get(FakeAzure azure, AzureAccount account, String path, TokenCredential credential) {
        return send(azure, account, path, credential).getStatusCode();
    }

    private static HttpResponse send(FakeAzure azure, AzureAccount account, String path, TokenCredential credential) {
        HttpPipeline pipeline = new HttpPipelineBuilder()
                .httpClient(AzureCore.httpClient(account))
                .policies(new RetryPolicy(), new BearerTokenAuthenticationPolicy(credential, BATCH + "/.default"))
                .build();
        return pipeline.sendSync(
                new com.azure.core.http.HttpRequest(
                        HttpMethod.GET, azure.batchEndpoint() + path + "?api-version=2025-06-01"),
                Context.NONE);
    }

    private static BlobServiceClient blobs(FakeAzure azure, AzureAccount account, TokenCredential credential) {
        return new BlobServiceClientBuilder()
                .endpoint(azure.blobEndpoint().toString())
                .credential(credential)
                .httpClient(AzureCore.httpClient(account))
                .buildClient();
    }

    private static TokenCredential fixed(String token) {
        return request -> Mono.just(
                new AccessToken(token, OffsetDateTime.now(ZoneOffset.UTC).plusHours(1)));
    }

    private static TokenRequestContext scope(String resource) {
        return new TokenRequestContext().addScopes(resource + "/.default");
    }

    private static Configuration configuration(Map<String, String> settings) {
        ConfigurationBuilder builder = new ConfigurationBuilder();
        settings.forEach(builder::putProperty);
        return builder.build();
    }

    private static HttpRequest.BodyPublisher form(Map<String, String> form) {
        return HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&")));
    }

    private static java.net.http.HttpResponse<String> send(FakeAzure azure, HttpRequest.Builder request)
            throws Exception {
        return HttpClient.newBuilder()
                .sslContext(azure.trust().orElseThrow().context())
                .build()
                .send(request.build(), java.net.http.HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(java.net.http.HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }
}
