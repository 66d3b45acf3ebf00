package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.azure.storage.blob.BlobServiceClient;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.BatchErrorException;
import io.github.batchbench.junit.BatchTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BatchTest
@Timeout(60)
class NamedFaultTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final FakeAzure azure;
    private final BatchClient batch;

    NamedFaultTest(FakeAzure azure, BatchClient batch) {
        this.azure = azure;
        this.batch = batch;
    }

    @AfterEach
    void reset() {
        azure.reset();
    }

    @Test
    void everyFaultThatIsListedCanBeSwitchedOn(BlobServiceClient blobs) {
        blobs.createBlobContainer("box");
        for (String line : Faults.help().lines().toList()) {
            String usage =
                    line.substring(0, line.indexOf(' ')).replace("[=", "=").replace("]", "");
            String fault = usage.replace("CONTAINER[/BLOB", "box/b")
                    .replace("CONTAINER", "box")
                    .replace("EXITCODE", "3")
                    .replace("DURATION", "PT1S")
                    .replace("CODE", "AllocationFailed")
                    .replace("FAMILY", "standardDSv3Family")
                    .replaceAll("([=:])N$", "$12");
            azure.faults().switchOn(fault);
        }
        assertThat(blobs.getBlobContainerClient("box").exists()).isFalse();
    }

    @Test
    void thePageListsThemAll() throws IOException {
        Path page = Path.of("").toAbsolutePath().resolveSibling("docs/faults.md");
        assertThat(Files.readString(page)).contains(Faults.help());
    }

    @ParameterizedTest
    @ValueSource(strings = {"throttle=often", "throttle=0", "slow", "slow=2s", "resize-error", "partial-adds"})
    void aWrongArgumentIsNamed(String fault) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> azure.faults().switchOn(fault))
                .withMessageMatching("The fault is written .*, not " + fault + "\\.");
    }

    @Test
    void anUnknownFaultIsToldWhatThereIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> azure.faults().switchOn("earthquake"))
                .withMessageStartingWith("There is no fault 'earthquake'. There are:\nthrottle[=N]");
    }

    @Test
    void anotherProcessSwitchesFaultsOnAndOff() throws Exception {
        assertThat(send("GET", "faults", "").body()).isEqualTo(Faults.help());
        assertThat(send("POST", "faults", "throttle=1\nstale-counts\n").statusCode())
                .isEqualTo(204);
        assertThat(catchThrowable(() -> batch.jobOperations().listJobs().size()))
                .isInstanceOf(BatchErrorException.class);
        assertThat(batch.jobOperations().listJobs()).isEmpty();

        send("POST", "faults", "busy");
        assertThat(send("DELETE", "faults", "").statusCode()).isEqualTo(204);
        assertThat(batch.jobOperations().listJobs()).isEmpty();

        HttpResponse<String> wrong = send("POST", "faults", "earthquake");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).startsWith("There is no fault 'earthquake'");
        assertThat(send("GET", "nothing", "").statusCode()).isEqualTo(404);
        assertThat(send("PUT", "faults", "").statusCode()).isEqualTo(405);
        assertThat(send("PUT", "faults", "").body()).contains("POST   /__batchbench/faults");
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(azure.batchEndpoint() + "/__batchbench/" + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
