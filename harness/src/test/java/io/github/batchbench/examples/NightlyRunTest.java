package io.github.batchbench.examples;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.batch.BatchClient;
import com.microsoft.azure.batch.protocol.models.JobState;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.junit.BatchTest;
import io.github.batchbench.junit.Leftover;
import io.github.batchbench.junit.MayLeave;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@BatchTest
@MayLeave(Leftover.JOB)
class NightlyRunTest {
    @Test
    void survivesThrottling(BatchClient client, FakeAzure azure) throws IOException {
        azure.wireMock()
                .stubFor(post(urlPathEqualTo("/jobs"))
                        .inScenario("busy")
                        .whenScenarioStateIs(STARTED)
                        .willReturn(aResponse().withStatus(429))
                        .willSetStateTo("calm"));

        new NightlyRun(client).start("pool");

        assertThat(client.jobOperations().getJob("nightly").state()).isEqualTo(JobState.ACTIVE);
        azure.wireMock().verify(2, postRequestedFor(urlPathEqualTo("/jobs")));
    }
}
