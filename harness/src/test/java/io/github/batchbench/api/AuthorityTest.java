package io.github.batchbench.api;

import static io.github.batchbench.api.BearerRequests.BATCH;
import static io.github.batchbench.api.BearerRequests.blobs;
import static io.github.batchbench.api.BearerRequests.fixed;
import static io.github.batchbench.api.BearerRequests.get;
import static io.github.batchbench.assertj.BatchAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.util.Configuration;
import com.azure.core.util.ConfigurationBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.AzureCore;
import io.github.batchbench.junit.BatchExtension;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens in place of keys, as {@code azure-identity} and others get them. */
@Timeout(120)
class AuthorityTest {
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

        JsonNode answer = json(ask(
                azure,
                HttpRequest.newBuilder(address)
                        .header("X-IDENTITY-HEADER", azure.authority().identityHeader())));

        assertThat(get(
                        azure,
                        account,
                        "/pools",
                        fixed(answer.get("access_token").textValue())))
                .isEqualTo(200);
        assertThat(ask(azure, HttpRequest.newBuilder(address).header("X-IDENTITY-HEADER", "guessed"))
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
                json(ask(azure, HttpRequest.newBuilder(URI.create(address)).header("Metadata", "true")));

        assertThat(answer.get("access_token").isTextual()).isTrue();
        assertThat(answer.get("expires_in").textValue()).isEqualTo("3599");
        assertThat(answer.get("resource").textValue()).isEqualTo(BATCH);
        assertThat(json(ask(azure, HttpRequest.newBuilder(URI.create(address))))
                        .get("error")
                        .textValue())
                .isEqualTo("invalid_request");
        String guessed = address.replace(azure.authority().identityHeader(), "guessed");
        assertThat(ask(azure, HttpRequest.newBuilder(URI.create(guessed)).header("Metadata", "true"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void azAsksWithAForm(FakeAzure azure) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(azure.authority().metadataEndpoint() + "/msi/token"))
                .header("Metadata", "true")
                .POST(form(Map.of("resource", BATCH)));

        assertThat(json(ask(azure, request)).get("token_type").textValue()).isEqualTo("Bearer");
    }

    @Test
    void theAuthorityCanBeDiscovered(FakeAzure azure) throws Exception {
        for (String path : new String[] {"/adfs", "/" + azure.authority().tenantId() + "/v2.0", "/common/v2.0"}) {
            JsonNode document = json(ask(
                    azure,
                    HttpRequest.newBuilder(
                            URI.create(azure.authority().uri() + path + "/.well-known/openid-configuration"))));

            assertThat(document.get("token_endpoint").textValue())
                    .startsWith(azure.authority().uri() + "/")
                    .endsWith("/token");
            JsonNode keys = json(ask(
                    azure,
                    HttpRequest.newBuilder(URI.create(document.get("jwks_uri").textValue()))));
            assertThat(keys.at("/keys/0/kty").textValue()).isEqualTo("RSA");
        }
        assertThat(json(ask(
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

        java.net.http.HttpResponse<String> answer = ask(
                azure,
                HttpRequest.newBuilder(URI.create(azure.authority().uri() + "/" + tenant + "/oauth2/v2.0/token"))
                        .POST(form(form)));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).get("error_description").textValue()).startsWith(code + ":");
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

    private static java.net.http.HttpResponse<String> ask(FakeAzure azure, HttpRequest.Builder request)
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
