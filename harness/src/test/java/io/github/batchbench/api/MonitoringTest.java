package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.batchbench.fake.history.EventKind;
import io.github.batchbench.fake.model.Document;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What those see who watch the fake from outside: health and metrics, over its socket. */
class MonitoringTest {
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)\\{((?:[a-zA-Z_]\\w*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\",?)*)} (-?[0-9.E+-]+|NaN)");

    private final FakeAzure azure =
            FakeAzure.start(FakeAzureOptions.defaults().withVirtualTimeFrom(Instant.parse("2026-11-23T08:00:00Z")));
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        azure.close();
    }

    @Test
    void healthNamesVersionAndAccounts() throws Exception {
        HttpResponse<String> answer = get("health");

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode body = new ObjectMapper().readTree(answer.body());
        assertThat(body.path("status").asText()).isEqualTo("ready");
        assertThat(body.path("version").asText()).isNotEmpty();
        assertThat(body.path("accounts"))
                .singleElement()
                .satisfies(name -> assertThat(name.asText()).isEqualTo(azure.batchAccount()));
        assertThat(body.path("storageAccounts"))
                .singleElement()
                .satisfies(name -> assertThat(name.asText()).isEqualTo(azure.storageAccount()));
        assertThat(answer.body()).doesNotContain(azure.batchKey()).doesNotContain(azure.storageKey());
    }

    @Test
    void healthIsBadBeforeAndAfterItServes() {
        Health health = new Health(azure);
        assertThat(health.answer().status()).isEqualTo(503);

        health.stage(Health.Stage.READY);
        assertThat(health.answer().status()).isEqualTo(200);
        azure.close();
        assertThat(azure.health().answer().status()).isEqualTo(503);
    }

    @Test
    void metricsHaveTheNamesOfAzureMonitor() throws Exception {
        azure.scripts().everything().play(Script.exits(3).after(Duration.ofMinutes(1)));
        azure.batch()
                .pools()
                .add(Document.of("id", "p")
                        .with("vmSize", "Standard_D4s_v3")
                        .with("targetDedicatedNodes", 2L)
                        .with("targetLowPriorityNodes", 1L));
        azure.batch().jobs().add(Document.of("id", "a\"\\b\nc").with("poolInfo", Document.of("poolId", "p")));
        azure.batch().tasks().add("a\"\\b\nc", Document.of("id", "t").with("commandLine", "false"));
        azure.clock().advance(Duration.ofSeconds(30));

        Map<String, Double> running = metrics();
        String account = "account=\"" + azure.batchAccount() + "\"";
        assertThat(running)
                .containsEntry("TotalNodeCount{" + account + "}", 2.0)
                .containsEntry("TotalLowPriorityNodeCount{" + account + "}", 1.0)
                .containsEntry("CoreCount{" + account + "}", 8.0)
                .containsEntry("LowPriorityCoreCount{" + account + "}", 4.0)
                .containsEntry("RunningNodeCount{" + account + "}", 1.0)
                .containsEntry("IdleNodeCount{" + account + "}", 2.0)
                .containsEntry("PoolCreateEvent_total{" + account + ",poolId=\"p\"}", 1.0);

        azure.clock().advance(Duration.ofMinutes(2));
        String labels = "{" + account + ",jobId=\"a\\\"\\\\b\\nc\",poolId=\"p\"}";
        assertThat(metrics())
                .containsEntry("RunningNodeCount{" + account + "}", 0.0)
                .containsEntry("TaskStartEvent_total" + labels, 1.0)
                .containsEntry("TaskCompleteEvent_total" + labels, 1.0)
                .containsEntry("TaskFailEvent_total" + labels, 1.0);
    }

    /** As the page "Supported metrics for Microsoft.Batch/batchaccounts" lists them, but for those of the category API. */
    @Test
    void allMetricsOfResourcesAndSchedulingAreThere() throws Exception {
        assertThat(metrics().keySet().stream().map(sample -> sample.replaceFirst("\\{.*", "")))
                .containsExactlyInAnyOrder(
                        "CoreCount",
                        "CreatingNodeCount",
                        "IdleNodeCount",
                        "LeavingPoolNodeCount",
                        "LowPriorityCoreCount",
                        "OfflineNodeCount",
                        "PreemptedNodeCount",
                        "RebootingNodeCount",
                        "ReimagingNodeCount",
                        "RunningNodeCount",
                        "StartingNodeCount",
                        "StartTaskFailedNodeCount",
                        "TotalLowPriorityNodeCount",
                        "TotalNodeCount",
                        "UnknownStateNodeCount",
                        "UnusableNodeCount",
                        "WaitingForStartTaskNodeCount");
        assertThat(Stream.of(EventKind.values()).filter(EventKind::isMetric).map(EventKind::azureName))
                .containsExactlyInAnyOrder(
                        "PoolCreateEvent",
                        "PoolDeleteCompleteEvent",
                        "PoolDeleteStartEvent",
                        "PoolResizeCompleteEvent",
                        "PoolResizeStartEvent",
                        "JobDeleteCompleteEvent",
                        "JobDeleteStartEvent",
                        "JobDisableCompleteEvent",
                        "JobDisableStartEvent",
                        "JobStartEvent",
                        "JobTerminateCompleteEvent",
                        "JobTerminateStartEvent",
                        "TaskCompleteEvent",
                        "TaskFailEvent",
                        "TaskRequeueEvent",
                        "TaskScheduleFailEvent",
                        "TaskStartEvent");
    }

    @Test
    void whatIsPutThereAgainHasNotHappenedAgain(@TempDir Path folder) throws Exception {
        azure.batch()
                .pools()
                .add(Document.of("id", "p").with("vmSize", "Standard_D4s_v3").with("targetDedicatedNodes", 2L));
        azure.batch().jobs().add(Document.of("id", "j").with("poolInfo", Document.of("poolId", "p")));
        azure.clock().advance(Duration.ofMinutes(10));
        azure.snapshots().save(folder.resolve("then.sqlite"));
        azure.snapshots().restore(folder.resolve("then.sqlite"));

        assertThat(metrics()).containsEntry("TotalNodeCount{account=\"" + azure.batchAccount() + "\"}", 2.0);
        assertThat(metrics().keySet()).noneMatch(sample -> sample.contains("Event_total"));
        azure.batch().jobs().delete("j");
        assertThat(metrics().keySet()).anyMatch(sample -> sample.startsWith("JobDeleteStartEvent_total"));
    }

    /** Reads the text format: every sample has a type that was said before it, and none is there twice. */
    private Map<String, Double> metrics() throws Exception {
        HttpResponse<String> answer = get("metrics");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        Map<String, Double> samples = new HashMap<>();
        Set<String> typed = new HashSet<>();
        for (String line : answer.body().split("\n", -1)) {
            if (line.startsWith("# TYPE ")) {
                assertThat(typed.add(line.split(" ", -1)[2])).as(line).isTrue();
            } else if (!line.startsWith("# HELP ") && !line.isEmpty()) {
                Matcher sample = SAMPLE.matcher(line);
                assertThat(sample.matches()).as(line).isTrue();
                assertThat(typed).contains(sample.group(1));
                assertThat(samples.put(sample.group(1) + "{" + sample.group(2) + "}", Double.valueOf(sample.group(3))))
                        .as(line)
                        .isNull();
            }
        }
        return samples;
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(azure.batchEndpoint() + "/__batchbench/" + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
