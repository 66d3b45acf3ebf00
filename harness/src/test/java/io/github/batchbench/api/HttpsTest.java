package io.github.batchbench.api;

import static io.github.batchbench.assertj.BatchAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.sas.SasProtocol;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.JobListOptions;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.junit.BatchExtension;
import io.github.batchbench.junit.Leftover;
import io.github.batchbench.junit.MayLeave;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fake over TLS: real sockets, the SDKs, a client that trusts nothing but what it is told to. */
@Timeout(60)
class HttpsTest {
    @RegisterExtension
    static final BatchExtension BATCH =
            BatchExtension.builder().options(options -> options.withHttps()).build();

    @Test
    void bothEndpointsAreHttpsAndSoIsWhatIsMadeOfThem(FakeAzure azure, AzureAccount account) {
        assertThat(azure.batchEndpoint()).hasScheme("https").hasHost("127.0.0.1");
        assertThat(azure.blobEndpoint()).hasScheme("https").hasHost("127.0.0.1");
        assertThat(azure.storageConnectionString())
                .startsWith("DefaultEndpointsProtocol=https;")
                .contains("BlobEndpoint=https://127.0.0.1:");
        assertThat(account.connectionString()).isEqualTo(azure.storageConnectionString());
        assertThat(FakeAzure.at(azure.batchEndpoint())).contains(azure);
    }

    @Test
    void whoDoesNotTrustItGetsNoAnswer(FakeAzure azure) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(azure.batchEndpoint() + "/__batchbench/health"))
                .build();

        assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]"})
    void theNamesOfThisMachineAreInItsCertificate(String host, FakeAzure azure) throws Exception {
        URI health = URI.create("https://" + (host.equals("[::1]") ? "127.0.0.1" : host) + ":"
                + azure.batchEndpoint().getPort() + "/__batchbench/health");

        HttpResponse<String> answer = send(azure, HttpRequest.newBuilder(health));

        assertThat(answer.body()).startsWith("{\"status\":\"ready\"");
        X509Certificate shown =
                (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0];
        assertThat(names(shown)).contains(host.replaceAll("^\\[::1]$", "0:0:0:0:0:0:0:1"), "*.localhost");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "batchbench.westeurope.batch.azure.com",
                "batchbench.eastus2.batch.azure.com",
                "batchbenchstorage.blob.core.windows.net",
                "batchbenchstorage-secondary.blob.core.windows.net",
                "batchbenchstorage.blob.localhost",
                "anything.at.all.localhost"
            })
    void whoInsistsOnANameOfTheCloudGetsACertificateForIt(String name, FakeAzure azure) throws Exception {
        try (SSLSocket socket = connect(azure, name)) {
            socket.startHandshake();

            assertThat(names((X509Certificate) socket.getSession().getPeerCertificates()[0]))
                    .contains(name);
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "other.westeurope.batch.azure.com",
                "otherstorage.blob.core.windows.net",
                "batchbench.evil.example",
                "login.microsoftonline.com"
            })
    void noCertificateIsForANameOfSomebodyElse(String name, FakeAzure azure) throws Exception {
        try (SSLSocket socket = connect(azure, name)) {
            assertThatThrownBy(socket::startHandshake)
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining(name);
        }
    }

    @Test
    void theAccountIsFoundByItsNameInTheCloud(FakeAzure azure, BlobServiceClient blobs, TestContainer box)
            throws Exception {
        BlobContainerClient container = blobs.getBlobContainerClient(box.name());
        container.getBlobClient("a").upload(BinaryData.fromString("x"));
        String sas = readable(container);

        String answer = rawGet(
                azure, azure.blobEndpoint(), "batchbenchstorage.blob.core.windows.net", "/" + box.name() + "/a?" + sas);

        assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nx");
        assertThat(rawGet(azure, azure.batchEndpoint(), "batchbench.westeurope.batch.azure.com", "/pools"))
                .startsWith("HTTP/1.1 400 ")
                .contains("https://batchbench.westeurope.batch.azure.com/$metadata")
                .contains("MissingRequiredHeader");
    }

    @Test
    @MayLeave(Leftover.JOB)
    void linksAreHttps(FakeAzure azure, BatchClient batch) throws Exception {
        batch.jobOperations().createJob("one", new PoolInformation().withPoolId("p"));
        batch.jobOperations().createJob("two", new PoolInformation().withPoolId("p"));

        assertThat(batch.jobOperations().getJob("one").url()).isEqualTo(azure.batchEndpoint() + "/jobs/one");
        assertThat(batch.protocolLayer().jobs().list(new JobListOptions().withMaxResults(1)))
                .hasSize(2);
    }

    @Test
    void nodesFetchAndStoreOverHttps(BatchWorkflow workflow) {
        WorkflowResult result = workflow.input("a.txt", "the word the")
                .application(Application.of("p.sh", "x".getBytes(StandardCharsets.UTF_8)))
                .task(input -> TaskCommand.shell("cat " + input.word() + " && printenv SSL_CERT_FILE"
                        + " REQUESTS_CA_BUNDLE NODE_EXTRA_CA_CERTS | xargs grep -l CERTIFICATE"))
                .run();

        assertThat(result).allTasksSucceeded();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://batchbenchstorage.blob.core.windows.net",
                "https://batchbenchstorage.blob.localhost:PORT"
            })
    void nodesReachTheAccountByTheNamesThatOnlyTheCloudResolves(
            String endpoint, FakeAzure azure, BlobServiceClient blobs, TestContainer box, TestJob job)
            throws Exception {
        BlobContainerClient container = blobs.getBlobContainerClient(box.name());
        container.getBlobClient("a").upload(BinaryData.fromString("from the cloud"));
        String host =
                endpoint.replace("PORT", Integer.toString(azure.blobEndpoint().getPort()));
        StagedFile file = new StagedFile("a", host + "/" + box.name() + "/a?" + readable(container));

        TestTasks tasks = job.run(new TaskRequest(List.of("cat a"), List.of(file), "", null, 0, Duration.ofMinutes(1)))
                .await();

        assertThat(job.service().taskFile(job.id(), tasks.ids().get(0), "stdout.txt"))
                .isEqualTo("from the cloud");
    }

    @Test
    void aSignatureForHttpsOnlyIsGoodHere(BlobServiceClient blobs, TestContainer box, FakeAzure azure)
            throws Exception {
        BlobContainerClient container = blobs.getBlobContainerClient(box.name());
        container.getBlobClient("a").upload(BinaryData.fromString("x"));

        String url = container.getBlobClient("a").getBlobUrl() + "?" + readable(container);

        assertThat(url).startsWith("https://").contains("spr=https&");
        assertThat(send(azure, HttpRequest.newBuilder(URI.create(url))).body()).isEqualTo("x");
        assertThat(send(azure, HttpRequest.newBuilder(URI.create(url)).header("X-Forwarded-Proto", "http"))
                        .body())
                .contains("AuthorizationProtocolMismatch");
    }

    private static String readable(BlobContainerClient container) {
        return container.generateSas(new BlobServiceSasSignatureValues(
                        OffsetDateTime.now(ZoneOffset.UTC).plusHours(1),
                        new BlobContainerSasPermission().setReadPermission(true))
                .setProtocol(SasProtocol.HTTPS_ONLY));
    }

    private static HttpResponse<String> send(FakeAzure azure, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return HttpClient.newBuilder()
                .sslContext(azure.trust().orElseThrow().context())
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A socket to the fake whose other end has to prove this name, as if a hosts file had it. */
    private static SSLSocket connect(FakeAzure azure, String name) throws IOException {
        return connect(azure, azure.batchEndpoint(), name);
    }

    private static SSLSocket connect(FakeAzure azure, URI endpoint, String name) throws IOException {
        SSLSocket socket = (SSLSocket) azure.trust()
                .orElseThrow()
                .context()
                .getSocketFactory()
                .createSocket(
                        new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort()),
                        name,
                        endpoint.getPort(),
                        true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(name)));
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static String rawGet(FakeAzure azure, URI endpoint, String host, String target) throws IOException {
        try (SSLSocket socket = connect(azure, endpoint, host)) {
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> names(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names.stream().map(name -> (String) name.get(1)).toList();
    }
}
