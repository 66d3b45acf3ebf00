package io.github.batchbench.fake.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobCorsRule;
import com.azure.storage.blob.models.BlobServiceProperties;
import com.azure.storage.blob.models.PublicAccessType;
import com.azure.storage.common.StorageSharedKeyCredential;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.FakeAzureOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a web page in a browser can do, seen from a socket: use Blob storage as its owner allows, and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit starts it
class BrowserRequestsTest {
    private static final String SITE = "https://www.contoso.com";

    private final HttpClient client = HttpClient.newHttpClient();
    private FakeAzure azure;

    @BeforeAll
    void start() {
        azure = FakeAzure.start(FakeAzureOptions.defaults().withAdminApi(true));
        BlobServiceClient service = new BlobServiceClientBuilder()
                .endpoint(azure.blobEndpoint().toString())
                .credential(new StorageSharedKeyCredential(azure.storageAccount(), azure.storageKey()))
                .buildClient();
        service.setProperties(new BlobServiceProperties()
                .setCors(List.of(new BlobCorsRule()
                        .setAllowedMethods("GET,PUT")
                        .setAllowedOrigins(SITE)
                        .setAllowedHeaders("x-ms-*")
                        .setExposedHeaders("x-ms-request-id")
                        .setMaxAgeInSeconds(60))));
        service.createBlobContainer("open").setAccessPolicy(PublicAccessType.CONTAINER, List.of());
    }

    @AfterAll
    void stop() {
        azure.close();
    }

    @Test
    void aBrowserAsksFirstAndThenReads() throws Exception {
        HttpResponse<String> asked = send(request(azure.blobEndpoint() + "/open/a")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", SITE)
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "x-ms-blob-type"));
        HttpResponse<String> read = send(request(azure.blobEndpoint() + "/open?restype=container&comp=list")
                .header("Origin", SITE));

        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Headers")).contains("x-ms-blob-type");
        assertThat(asked.headers().firstValue("Content-Length")).contains("0");
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.headers().firstValue("Access-Control-Allow-Origin")).contains(SITE);
        assertThat(read.headers().firstValue("Access-Control-Expose-Headers")).contains("x-ms-request-id");
        assertThat(read.headers().firstValue("Vary")).contains("Origin");
    }

    @Test
    void whoHasNoRightHasNoneInABrowser() throws Exception {
        HttpResponse<String> write = send(request(azure.blobEndpoint() + "/open/a")
                .PUT(HttpRequest.BodyPublishers.ofString("x"))
                .header("x-ms-blob-type", "BlockBlob")
                .header("Origin", SITE));

        assertThat(write.statusCode()).isBetween(400, 404);
        assertThat(write.headers().firstValue("Access-Control-Allow-Origin")).contains(SITE);
    }

    @Test
    void noWebPageReachesBatchOrTheFakesOwnPaths() throws Exception {
        String blobHost = azure.blobEndpoint().resolve("/").toString();
        for (String url : List.of(
                azure.batchEndpoint() + "/pools", azure.batchEndpoint() + "/__admin", blobHost + "__admin/mappings")) {
            assertThat(send(request(url).header("Origin", SITE)).statusCode())
                    .as(url)
                    .isEqualTo(403);
        }
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
