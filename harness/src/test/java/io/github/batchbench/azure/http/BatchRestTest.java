package io.github.batchbench.azure.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batchbench.api.TestJob;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.AzureException;
import io.github.batchbench.azure.batch.BatchService;
import io.github.batchbench.azure.model.AccountUse;
import io.github.batchbench.azure.model.TaskReport;
import io.github.batchbench.junit.BatchTest;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@BatchTest
class BatchRestTest {
    private final BatchStub stub = new BatchStub();

    @AfterEach
    void close() {
        stub.close();
    }

    /** A link that names another host, as behind a proxy, must not get the account's signature there. */
    @Test
    void followsLinksWithoutLeavingTheAccount() throws InterruptedException {
        stub.wireMock()
                .stubFor(
                        get(urlPathEqualTo("/jobs/j/tasks"))
                                .willReturn(
                                        okJson(
                                                "{\"value\":[{\"id\":\"a\",\"state\":\"active\"}],"
                                                        + "\"odata.nextLink\":\"https://elsewhere.example/jobs/j/tasks?api-version=1&%24skiptoken=x\"}")));
        stub.wireMock()
                .stubFor(get(urlPathEqualTo("/jobs/j/tasks"))
                        .withQueryParam("$skiptoken", equalTo("x"))
                        .willReturn(okJson("{\"value\":[{\"id\":\"b\",\"state\":\"active\"}]}")));

        assertThat(BatchService.on(stub.account()).tasks("j"))
                .extracting(TaskReport::id)
                .containsExactly("a", "b");
        stub.wireMock().verify(2, getRequestedFor(urlPathEqualTo("/jobs/j/tasks")));
    }

    @Test
    void writesDatesAsHttpDoes() {
        assertThat(ServiceClock.header(Instant.parse("2026-01-03T04:05:06.789Z")))
                .isEqualTo("Sat, 03 Jan 2026 04:05:06 GMT");
    }

    @Test
    void saysWhatAProxysPageIs() {
        stub.wireMock()
                .stubFor(get(urlPathEqualTo("/supportedimages"))
                        .willReturn(aResponse().withBody("<html>Welcome</html>")));

        assertThatThrownBy(() -> BatchService.on(stub.account()).verifiedLinuxImages())
                .isInstanceOf(AzureException.class)
                .hasMessageContaining("the answer was not JSON: a proxy's page?");
    }

    /** What is signed is what is sent, whatever is in a name. */
    @Test
    void signsNamesOfAnyKind(TestJob job, AzureAccount account) throws InterruptedException {
        String name = "wd/ä b+c%41&=?#;.txt";
        job.run("printf here > \"" + name.substring(3) + "\"").await();

        BatchService service = BatchService.on(account);

        assertThat(service.taskFiles(job.id(), "task-1")).contains(name);
        assertThat(service.taskFile(job.id(), "task-1", name)).isEqualTo("here");
        assertThat(service.taskSettings(job.id(), "none")).isEmpty();
    }

    @Test
    void countsWhatIsActive(TestJob job, AzureAccount account) throws InterruptedException {
        assertThat(job.id()).isNotEmpty();

        AccountUse use = BatchService.on(account).use();

        assertThat(use.activeJobs()).isEqualTo(1);
        assertThat(use.nodes()).isEqualTo(1);
    }
}
