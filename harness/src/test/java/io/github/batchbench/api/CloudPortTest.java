package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.batchbench.junit.BatchExtension;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One port for all names of the cloud, as clients have it that can be told no address. */
@Timeout(120)
class CloudPortTest {
    private static final String MANAGEMENT = "management.azure.com";
    private static final String LOGIN = "login.microsoftonline.com";

    @RegisterExtension
    static final BatchExtension BATCH = BatchExtension.builder()
            .options(options -> options.withCloudPort(0))
            .build();

    @Test
    void whoComesByTheCloudsNamesIsLedToThem(FakeAzure azure) throws Exception {
        int port = azure.management().cloudPort().orElseThrow();
        String token = token(azure);

        String account = get(azure, MANAGEMENT, path(azure, "Microsoft.Batch/batchAccounts/batchbench"), token);
        String storage =
                get(azure, MANAGEMENT, path(azure, "Microsoft.Storage/storageAccounts/batchbenchstorage"), token);

        String endpoint = json(account).at("/properties/accountEndpoint").asText();
        assertThat(endpoint).isEqualTo("batchbench.eastus.batch.azure.com:" + port);
        assertThat(json(storage).at("/properties/primaryEndpoints/blob").asText())
                .isEqualTo("https://batchbenchstorage.blob.core.windows.net:" + port + "/");
        assertThat(azure.management().cloudNames())
                .contains(MANAGEMENT, LOGIN, "batchbench.eastus.batch.azure.com")
                .contains("batchbenchstorage.blob.core.windows.net");
    }

    @Test
    void eachNameLeadsToItsService(FakeAzure azure) throws Exception {
        String batch = token(azure, "https://batch.core.windows.net//.default");
        String storage = token(azure, "https://storage.azure.com/.default");

        assertThat(get(azure, "batchbench.eastus.batch.azure.com", "/pools?api-version=2024-07-01.20.0", batch))
                .startsWith("HTTP/1.1 200 ")
                .contains("https://batchbench.eastus.batch.azure.com");
        assertThat(get(azure, "batchbenchstorage.blob.core.windows.net", "/?comp=list", storage))
                .startsWith("HTTP/1.1 200 ")
                .contains("<EnumerationResults");
        assertThat(get(azure, "localhost", "/__batchbench/health", "")).contains("\"status\":\"ready\"");
    }

    @Test
    void anAccountThatIsMadeHasItsNameAtOnce(FakeAzure azure) throws Exception {
        ManagementPlane plane = new ManagementPlane(azure);
        await(azure, plane, plane.put(plane.account("nightly", ""), "{\"location\":\"westeurope\"}"));
        String token = token(azure, "https://batch.core.windows.net//.default");
        String jobs = "/jobs?api-version=2024-07-01.20.0";

        assertThat(get(azure, "nightly.westeurope.batch.azure.com", jobs, token))
                .startsWith("HTTP/1.1 200 ");
        assertThat(azure.management().cloudNames()).contains("nightly.westeurope.batch.azure.com");
        await(azure, plane, plane.delete(plane.account("nightly", "")));
        assertThatThrownBy(() -> get(azure, "nightly.westeurope.batch.azure.com", jobs, token))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void theCloudDescribesItself(FakeAzure azure) throws Exception {
        int port = azure.management().cloudPort().orElseThrow();

        JsonNode cloud = json(get(azure, MANAGEMENT, "/metadata/endpoints?api-version=2022-09-01", ""));

        assertThat(cloud.at("/authentication/loginEndpoint").asText()).isEqualTo("https://" + LOGIN + ":" + port);
        assertThat(cloud.at("/suffixes/storage").asText()).isEqualTo("core.windows.net:" + port);
        assertThat(cloud.at("/resourceManager").asText()).isEqualTo("https://" + MANAGEMENT + ":" + port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"graph.microsoft.com", "portal.azure.com", "other.eastus.batch.azure.com"})
    void noOtherNameIsProved(String name, FakeAzure azure) {
        assertThatThrownBy(() -> get(azure, name, "/", "")).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void whoDoesNotSpeakTlsIsCutOff(FakeAzure azure) throws Exception {
        int port = azure.management().cloudPort().orElseThrow();
        for (String words :
                List.of("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "\u0016\u0003\u0001\u0000\u0002xx", "x")) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
                assertThat(readAll(socket)).isEmpty();
            }
        }
        assertThat(get(azure, "localhost", "/__batchbench/health", "")).contains("\"status\":\"ready\"");
    }

    @Test
    void withoutThePortThereIsNoCertificateForWhatAllShare() throws Exception {
        try (FakeAzure plain = FakeAzure.start(FakeAzureOptions.defaults().withHttps())) {
            assertThat(plain.management().cloudPort()).isEmpty();
            assertThatThrownBy(() -> get(plain, plain.batchEndpoint().getPort(), MANAGEMENT, "/", ""))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void anAuthorityThatWasMadeForLessIsRefused(@TempDir Path folder) {
        FakeAzureOptions kept = FakeAzureOptions.defaults().withHttps(folder);
        FakeAzure.start(kept).close();

        assertThatThrownBy(() -> FakeAzure.start(kept.withCloudPort(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining(LOGIN + ", " + MANAGEMENT);
    }

    @Test
    void aPortThatIsTakenIsSaid() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            FakeAzureOptions options = FakeAzureOptions.defaults().withCloudPort(taken.getLocalPort());

            assertThatThrownBy(() -> FakeAzure.start(options))
                    .hasMessageContaining("Port " + taken.getLocalPort() + " of 127.0.0.1");
        }
    }

    private static void await(FakeAzure azure, ManagementPlane plane, ManagementPlane.Answer begun)
            throws InterruptedException {
        assertThat(begun.status()).isEqualTo(202);
        while (plane.get(begun.header("Location")).status() == 202) {
            azure.clock().pass(Duration.ofMillis(10));
        }
    }

    private static String path(FakeAzure azure, String resource) {
        return "/subscriptions/" + azure.management().subscriptionId() + "/resourceGroups/"
                + azure.management().resourceGroup() + "/providers/" + resource + "?api-version=2023-01-01";
    }

    private static String token(FakeAzure azure) throws Exception {
        return token(azure, "https://management.azure.com/.default");
    }

    /** As clients get one from the cloud. */
    private static String token(FakeAzure azure, String scope) throws Exception {
        FakeAuthority authority = azure.authority();
        String form = "grant_type=client_credentials&client_id=" + authority.clientId() + "&client_secret="
                + authority.clientSecret() + "&scope=" + scope;
        String answer = exchange(
                azure,
                azure.management().cloudPort().orElseThrow(),
                LOGIN,
                "POST /" + authority.tenantId() + "/oauth2/v2.0/token HTTP/1.1",
                "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n",
                form);
        return json(answer).path("access_token").asText();
    }

    private static String get(FakeAzure azure, String host, String target, String token) throws Exception {
        return get(azure, azure.management().cloudPort().orElseThrow(), host, target, token);
    }

    private static String get(FakeAzure azure, int port, String host, String target, String token) throws Exception {
        String proof = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\nx-ms-version: 2023-11-03\r\n";
        return exchange(azure, port, host, "GET " + target + " HTTP/1.1", proof, "");
    }

    /** A request to this port as if a hosts file had the name. */
    private static String exchange(FakeAzure azure, int port, String host, String first, String headers, String body)
            throws IOException {
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
        try (SSLSocket socket = (SSLSocket)
                azure.trust().orElseThrow().context().getSocketFactory().createSocket(plain, host, port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(host)));
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.getOutputStream()
                    .write((first + "\r\nHost: " + host + ":" + port + "\r\n" + headers + "Connection: close\r\n\r\n"
                                    + body)
                            .getBytes(StandardCharsets.US_ASCII));
            return readAll(socket);
        }
    }

    private static String readAll(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static JsonNode json(String answer) throws IOException {
        return new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
    }
}
