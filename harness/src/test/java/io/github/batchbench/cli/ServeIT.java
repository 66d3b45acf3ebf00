package io.github.batchbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.CloudTask;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import com.microsoft.azure.batch.protocol.models.TaskAddParameter;
import com.microsoft.azure.batch.protocol.models.TaskState;
import io.github.batchbench.Ubuntu;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.BatchClients;
import io.github.batchbench.azure.BlobClients;
import io.github.batchbench.azure.waiting.Await;
import io.github.batchbench.azure.waiting.Pause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code batchbench serve}, by its contract. */
@Timeout(180)
class ServeIT {
    private static final String KEY =
            Base64.getEncoder().encodeToString("a key for tests".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    @Test
    void servesUntilItIsEnded() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        String[] args = {"serve", "--account", "acct", "--key", KEY, "--storage-account", "store", "--storage-key", KEY
        };
        try (Jar jar = Jar.start(folder, temporary, args)) {
            AzureAccount account = account(new ObjectMapper().readTree(jar.line()));
            assertThat(account.batchAccount()).isEqualTo("acct");
            assertThat(account.batchKey()).isEqualTo(KEY);
            assertThat(account.blobEndpoint().getPath()).isEqualTo("/store");
            useAndReset(account);

            jar.terminate();

            assertThat(jar.lines()).isEmpty();
            assertThat(jar.exitCode()).isEqualTo(Jar.TERMINATED);
            assertThat(jar.errors().lines())
                    .satisfiesExactly(
                            note -> assertThat(note)
                                    .startsWith("Note: Requests come with api-version 2024-07-01.20.0."),
                            end -> assertThat(end).isEqualTo("Interrupted: cleaning up."));
        }
        assertThat(temporary).isEmptyDirectory();
    }

    /** Scripts start it with an {@code &} behind it. */
    @Test
    void tasksDoNotIgnoreWhatItIsStartedToIgnore() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        try (Jar jar = Jar.startIgnoring(folder, temporary, "INT HUP", "serve")) {
            BatchClient batch = BatchClients.open(account(new ObjectMapper().readTree(jar.line())));
            batch.poolOperations().createPool("p", "standard_d2s_v3", Ubuntu.machine(), 1);
            batch.jobOperations().createJob("j", new PoolInformation().withPoolId("p"));

            assertThat(exitCode(batch, "int", "kill -INT $$")).isEqualTo(130);
            assertThat(exitCode(batch, "hup", "kill -HUP $$")).isEqualTo(-1);
        }
    }

    private static int exitCode(BatchClient batch, String taskId, String script) throws Exception {
        batch.taskOperations()
                .createTask(
                        "j", new TaskAddParameter().withId(taskId).withCommandLine("/bin/bash -c '" + script + "'"));
        return Await.lookUntil(
                        Pause.REAL,
                        Duration.ofMinutes(1),
                        () -> task(batch, taskId),
                        task -> task.state() == TaskState.COMPLETED)
                .executionInfo()
                .exitCode();
    }

    private static CloudTask task(BatchClient batch, String id) {
        try {
            return batch.taskOperations().getTask("j", id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void servesFaultsAndVirtualTime() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        String[] args = {
            "serve", "--virtual-time", "--latency", "realistic", "--fault", "throttle=1", "--fault=allocate=0"
        };
        try (Jar jar = Jar.start(folder, temporary, args)) {
            AzureAccount account = account(new ObjectMapper().readTree(jar.line()));
            BatchClient batch = BatchClients.open(account);
            assertThatThrownBy(() -> batch.jobOperations().getJob("j")).hasMessageContaining("429");
            batch.poolOperations().createPool("p", "standard_d2s_v3", Ubuntu.machine(), 1);
            URI clock = URI.create(account.batchEndpoint() + "/__batchbench/clock/advance?by=PT15M");
            HttpRequest advance = HttpRequest.newBuilder(clock)
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            HttpResponse<Void> answer =
                    HttpClient.newHttpClient().send(advance, HttpResponse.BodyHandlers.discarding());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(batch.poolOperations().getPool("p").resizeErrors())
                    .extracting(error -> error.code())
                    .containsExactly("AllocationTimedout");
            batch.protocolLayer().restClient().close();
            jar.terminate();
            assertThat(jar.exitCode()).isEqualTo(Jar.TERMINATED);
        }
    }

    private static void useAndReset(AzureAccount account) throws Exception {
        BatchClient batch = BatchClients.open(account);
        batch.jobOperations().createJob("j", new PoolInformation().withPoolId("p"));
        BlobClients.open(account).createBlobContainer("box");
        assertThat(batch.jobOperations().getJob("j").id()).isEqualTo("j");

        HttpRequest reset = HttpRequest.newBuilder(URI.create(account.batchEndpoint() + "/__batchbench/reset"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<Void> answer = HttpClient.newHttpClient().send(reset, HttpResponse.BodyHandlers.discarding());

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(batch.jobOperations().listJobs()).isEmpty();
        assertThat(BlobClients.open(account).listBlobContainers()).isEmpty();
        batch.protocolLayer().restClient().close();
    }

    private static AzureAccount account(JsonNode line) {
        return new AzureAccount(
                URI.create(line.get("batchEndpoint").asText()),
                line.get("account").asText(),
                line.get("key").asText(),
                URI.create(line.get("blobEndpoint").asText()),
                line.get("storageAccount").asText(),
                line.get("storageKey").asText());
    }
}
