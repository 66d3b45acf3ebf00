package io.github.batchbench.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class FakeAzureTest {
    @Test
    void theNineStepsRunInVirtualTimeToo() {
        try (FakeAzure azure = FakeAzure.start()) {
            azure.clock().virtual();
            WorkflowResult result = OfflineAccount.workflow(azure).run();

            assertThat(result.allTasksSucceeded()).isTrue();
            assertThat(azure.batch().pools().all()).isEmpty();
        }
    }

    @Test
    void whatFailsInTheFakeIsNotOnlyAnAnswer() throws Exception {
        try (FakeAzure azure = FakeAzure.start(FakeAzureOptions.defaults().withToken("token"))) {
            azure.batch().changes().listen(change -> {
                throw new IllegalStateException("as this test wants");
            });
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(
                                            URI.create(azure.batchEndpoint() + "/jobs?api-version=2024-07-01.20.0"))
                                    .header("Authorization", "Bearer token")
                                    .header("Content-Type", "application/json; odata=minimalmetadata")
                                    .POST(BodyPublishers.ofString("{\"id\":\"j\",\"poolInfo\":{\"poolId\":\"p\"}}"))
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(azure.failures().take()).singleElement().satisfies(failure -> {
                assertThat(failure.where()).isEqualTo("answering POST /jobs");
                assertThat(failure.cause()).hasMessage("as this test wants");
            });
            assertThat(azure.failures().all()).isEmpty();
        }
    }
}
