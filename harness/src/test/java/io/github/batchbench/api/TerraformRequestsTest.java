package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.batchbench.api.ManagementPlane.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The requests that Terraform's provider {@code azurerm} 4 sends, in its order. They are read from its source and that of
 * {@code go-azure-sdk}, not seen on the wire: the provider itself cannot be had here.
 */
@Timeout(120)
class TerraformRequestsTest {
    private static final String POOL = """
            {"properties":{"vmSize":"STANDARD_D2S_V3","displayName":"","interNodeCommunication":"Enabled","taskSlotsPerNode":1,"metadata":[],
             "scaleSettings":{"fixedScale":{"resizeTimeout":"PT15M","targetDedicatedNodes":1,"targetLowPriorityNodes":0}},
             "deploymentConfiguration":{"virtualMachineConfiguration":{"nodeAgentSkuId":"batch.node.ubuntu 22.04",
               "imageReference":{"publisher":"canonical","offer":"0001-com-ubuntu-server-jammy","sku":"22_04-lts","version":"latest"}}}}}""";

    private final FakeAzure azure = FakeAzure.start(FakeAzureOptions.defaults().withHttps());
    private final HttpClient http = HttpClient.newBuilder()
            .sslContext(azure.trust().orElseThrow().context())
            .build();

    @AfterEach
    void close() {
        azure.close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    /** As the provider comes by one: the cloud by {@code metadata_host}, then client credentials where its login endpoint says. */
    private String token() throws IOException, InterruptedException {
        URI metadata = URI.create(azure.management().endpoint() + "/metadata/endpoints?api-version=2022-09-01");
        JsonNode cloud = json(send(HttpRequest.newBuilder(metadata)).body());
        assertThat(cloud.path("resourceManager").asText())
                .isEqualTo(azure.management().endpoint().toString());
        assertThat(cloud.path("batch").asText()).isEqualTo("https://batch.core.windows.net/");
        FakeAuthority authority = azure.authority();
        String form = "client_id=" + authority.clientId() + "&client_secret=" + authority.clientSecret()
                + "&grant_type=client_credentials&scope="
                + cloud.at("/authentication/audiences/1").asText().replaceFirst("/$", "") + "/.default";
        URI login = URI.create(cloud.at("/authentication/loginEndpoint").asText() + "/"
                + cloud.at("/authentication/tenant").asText() + "/oauth2/v2.0/token");
        HttpResponse<String> answer = send(HttpRequest.newBuilder(login)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer.body()).path("access_token").asText();
    }

    /** The provider follows an address until it is done. */
    private static Answer done(ManagementPlane plane, Answer begun) {
        Answer answer = begun;
        String location = begun.header("Location");
        while (answer.status() == 202) {
            assertThat(answer.header("Retry-After")).isNotEmpty();
            answer = plane.get(location);
        }
        return answer;
    }

    @Test
    void readsWhoItIsInItsToken() throws Exception {
        String[] parts = token().split("\\.");

        assertThat(parts).hasSize(3);
        JsonNode claims = json(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        FakeAuthority authority = azure.authority();
        assertThat(claims.path("oid").asText()).isEqualTo(authority.objectId());
        assertThat(claims.path("tid").asText()).isEqualTo(authority.tenantId());
        assertThat(claims.path("appid").asText()).isEqualTo(authority.clientId());
        assertThat(claims.path("idtyp").asText()).isEqualTo("app");
        assertThat(claims.path("aud").asText()).startsWith("https://management.azure.com");
    }

    @Test
    void makesAnAccountWithAPoolAndTakesThemAway() throws Exception {
        ManagementPlane plane = new ManagementPlane(azure, token());
        String account = plane.account("terraform", "");
        assertThat(plane.get(account).status()).isEqualTo(404);
        String body =
                "{\"location\":\"westeurope\",\"tags\":{},\"properties\":{\"poolAllocationMode\":\"BatchService\","
                        + "\"publicNetworkAccess\":\"Enabled\",\"encryption\":{\"keySource\":\"Microsoft.Batch\"}}}";
        assertThat(done(plane, plane.put(account, body)).status()).isEqualTo(200);
        assertThat(plane.get(account).json().at("/properties/provisioningState").asText())
                .isEqualTo("Succeeded");
        assertThat(plane.post(account + "/listKeys", "").json().path("primary").asText())
                .isNotEmpty();

        String pool = account + "/pools/workers";
        assertThat(plane.get(pool).status()).isEqualTo(404);
        assertThat(plane.put(pool, POOL).status()).isEqualTo(200);
        assertThat(plane.get(pool)
                        .json()
                        .at("/properties/scaleSettings/fixedScale/targetDedicatedNodes")
                        .asInt())
                .isEqualTo(1);

        assertThat(done(plane, plane.delete(pool)).status()).isIn(200, 204);
        assertThat(plane.get(pool).status()).isEqualTo(404);
        assertThat(done(plane, plane.delete(account)).status()).isIn(200, 204);
        assertThat(plane.get(account).status()).isEqualTo(404);
    }
}
