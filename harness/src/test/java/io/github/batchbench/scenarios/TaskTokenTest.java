package io.github.batchbench.scenarios;

import static io.github.batchbench.scenarios.Cloud.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.BlobServiceClient;
import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.AccessScope;
import com.microsoft.azure.batch.protocol.models.AuthenticationTokenSettings;
import com.microsoft.azure.batch.protocol.models.PoolInformation;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.junit.BatchTest;
import io.github.batchbench.junit.Leftover;
import io.github.batchbench.junit.MayLeave;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A task that asks for it has a token to act on its job, and on nothing else, as long as it runs. */
@BatchTest
@MayLeave({Leftover.JOB, Leftover.POOL})
@Timeout(120)
class TaskTokenTest {
    private static final String TALKATIVE =
            "/bin/sh -c 'echo $AZ_BATCH_ACCOUNT_URL $AZ_BATCH_AUTHENTICATION_TOKEN; touch ready; sleep 600'";
    private static final String VERSION = "?api-version=2024-07-01.20.0";

    private final HttpClient http = HttpClient.newHttpClient();
    private BatchClient batch;
    private Cloud cloud;

    @BeforeEach
    void aJob(BatchClient client, BlobServiceClient blobs, FakeAzure azure) throws Exception {
        azure.clock().virtual();
        batch = client;
        cloud = new Cloud(client, blobs, azure);
        cloud.poolAndJob("p", "j");
        batch.jobOperations().createJob("other", new PoolInformation().withPoolId("p"));
    }

    @Test
    void theTokenIsGoodForAllOfTheJobAndNothingElseUntilTheTaskEnds() throws Exception {
        cloud.add(
                "j",
                task("asks", TALKATIVE)
                        .withAuthenticationTokenSettings(
                                new AuthenticationTokenSettings().withAccess(List.of(AccessScope.JOB))));
        String[] said = whatItSaid("asks");
        assertThat(said).hasSize(2);

        String url = said[0];
        String token = said[1];
        assertThat(ask(token, "GET", url + "jobs/j" + VERSION).statusCode()).isEqualTo(200);
        assertThat(ask(token, "GET", url + "jobs/j/tasks/asks" + VERSION).statusCode())
                .isEqualTo(200);
        assertThat(ask(token, "GET", url + "jobs/J/tasks" + VERSION).statusCode())
                .isEqualTo(200);
        assertThat(add(token, url + "jobs/j/tasks" + VERSION).statusCode()).isEqualTo(201);
        for (String foreign : List.of("jobs", "jobs/other", "jobs/other/tasks", "pools", "jobs/j%2f..%2fother")) {
            HttpResponse<String> answer = ask(token, "GET", url + foreign + VERSION);
            assertThat(answer.statusCode()).as(foreign).isEqualTo(403);
            assertThat(answer.body()).contains("InsufficientAccountPermissions").doesNotContain(token);
        }
        assertThat(add(token, url + "jobs/other/tasks" + VERSION).statusCode()).isEqualTo(403);

        batch.taskOperations().terminateTask("j", "asks");
        cloud.completed("j", "asks");
        assertThat(ask(token, "GET", url + "jobs/j" + VERSION).statusCode()).isEqualTo(403);
    }

    @Test
    void whoDoesNotAskGetsNone() throws Exception {
        cloud.add("j", task("silent", TALKATIVE));
        assertThat(whatItSaid("silent")).hasSize(1);
        batch.taskOperations().terminateTask("j", "silent");
    }

    private String[] whatItSaid(String task) throws Exception {
        while (batch.fileOperations().listFilesFromTask("j", task, true, null).stream()
                .noneMatch(file -> file.name().equals("wd/ready"))) {
            cloud.pass(Duration.ofMillis(20));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        batch.fileOperations().getFileFromTask("j", task, "stdout.txt", out);
        return out.toString(StandardCharsets.UTF_8).strip().split(" ");
    }

    private HttpResponse<String> ask(String token, String method, String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .method(method, BodyPublishers.noBody())
                .header("Authorization", "Bearer " + token)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> add(String token, String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .POST(BodyPublishers.ofString("{\"id\":\"child\",\"commandLine\":\"true\"}"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json; odata=minimalmetadata")
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
