package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.model.Document;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What another process does to the clock; faults and resets are tested where they are at home. */
class ControlPathsTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    private final FakeAzure azure = FakeAzure.start(FakeAzureOptions.defaults().withVirtualTimeFrom(START));
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        azure.close();
    }

    @Test
    void virtualTimeMovesByADurationOrToWhatHappensNext() throws Exception {
        assertThat(send("GET", "clock")).isEqualTo("200 2026-11-23T08:00:00Z");
        assertThat(send("POST", "clock/advance?by=PT1H30M")).isEqualTo("200 2026-11-23T09:30:00Z");
        assertThat(send("POST", "clock/next")).isEqualTo("200 2026-11-23T09:30:00Z");

        azure.batch().pools().add(Document.of("id", "p").with("targetDedicatedNodes", 1L));
        assertThat(send("POST", "clock/next")).isEqualTo("200 2026-11-23T09:30:00.020Z");
        assertThat(azure.batch().pools().get("p").nodes()).hasSize(1);
    }

    @Test
    void whatCannotBeDoneIsSaid() throws Exception {
        assertThat(send("POST", "clock/advance?by=1h")).isEqualTo("400 Say by how much: clock/advance?by=PT1H.");
        assertThat(send("POST", "faults")).startsWith("400 Say in the body which faults");
        assertThat(send("POST", "clock/advance?by=PT9223372036854775807S")).startsWith("400 time ends at ");
        assertThat(send("POST", "clock/advance?by=-PT1H")).isEqualTo("400 time cannot go back by PT1H");
        try (FakeAzure real = FakeAzure.start()) {
            assertThat(send(real, "POST", "clock/advance?by=PT1H")).startsWith("409 time is real");
            assertThat(send(real, "POST", "clock/next")).startsWith("409 time is real");
        }
    }

    private String send(String method, String path) throws Exception {
        return send(azure, method, path);
    }

    private String send(FakeAzure to, String method, String path) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(to.batchEndpoint() + "/__batchbench/" + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body().strip();
    }
}
