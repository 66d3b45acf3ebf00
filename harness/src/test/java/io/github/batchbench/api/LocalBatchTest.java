package io.github.batchbench.api;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.batchbench.azure.AzureAccount;
import io.github.batchbench.azure.AzureException;
import io.github.batchbench.azure.batch.BatchService;
import io.github.batchbench.azure.model.JobSpec;
import io.github.batchbench.azure.waiting.Await;
import io.github.batchbench.azure.waiting.Pause;
import io.github.batchbench.fake.server.RequestJournal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the kit asks of a fake of its own JVM is asked without a connection, and nobody can tell. */
class LocalBatchTest {
    private final FakeAzure azure = FakeAzure.start();
    private final AzureAccount local = OfflineAccount.of(azure);

    @AfterEach
    void end() {
        azure.close();
    }

    /** The same account as somebody knows it who has only its address. */
    private AzureAccount remote() {
        return new AzureAccount(
                local.batchEndpoint(),
                local.batchAccount(),
                local.batchKey(),
                local.blobEndpoint(),
                local.storageAccount(),
                local.storageKey());
    }

    private static void ask(AzureAccount account) throws InterruptedException {
        try (BatchService service = BatchService.on(account)) {
            service.createJob(new JobSpec("job", "no-pool", null, Map.of()));
            service.jobExists("job");
            service.job("job");
            assertThatExceptionOfType(AzureException.class).isThrownBy(() -> service.tasks("no-job"));
            service.deleteJob("job");
        }
    }

    @Test
    void aRequestIsRememberedAsIfItHadComeOverAConnection() throws InterruptedException {
        ask(local);
        List<Map<String, Object>> without = remembered();
        azure.reset();
        ask(remote());

        assertThat(without).hasSizeGreaterThan(4).isEqualTo(remembered());
    }

    private List<Map<String, Object>> remembered() {
        return azure.wireMock().findAll(anyRequestedFor(anyUrl())).stream()
                .map(LocalBatchTest::facts)
                .toList();
    }

    private static Map<String, Object> facts(LoggedRequest request) {
        return Map.of(
                "method", request.getMethod().getName(),
                "url", request.getAbsoluteUrl(),
                "client", request.getClientIp(),
                "protocol", request.getProtocol(),
                "body", request.getBodyAsString(),
                "headers", headers(request));
    }

    /** But for what differs from one request to the next, and for how a client keeps its connection. */
    private static Map<String, String> headers(LoggedRequest request) {
        return request.getHeaders().all().stream()
                .filter(header -> !header.keyEquals("Authorization")
                        && !header.keyEquals("ocp-date")
                        && !header.keyEquals("User-Agent")
                        && !header.keyEquals("Connection")
                        && !header.keyEquals("Upgrade")
                        && !header.keyEquals("HTTP2-Settings"))
                .collect(Collectors.toMap(
                        header -> header.key().toLowerCase(Locale.ROOT), header -> header.firstValue()));
    }

    @Test
    void aRequestIsNotedForThePortalAsIfItHadComeOverAConnection() throws InterruptedException {
        ask(local);
        List<Object> without = noted();
        azure.reset();
        ask(remote());
        // Each is noted when it is over, and its client may know before.
        Await.until(Pause.REAL, Duration.ofMinutes(1), () -> noted().size() == without.size());

        assertThat(without).hasSizeGreaterThan(4).isEqualTo(noted());
    }

    private List<Object> noted() {
        return azure.services.portal().requests().since(0).stream()
                .<Object>map(LocalBatchTest::facts)
                .toList();
    }

    private static List<Object> facts(RequestJournal.Entry entry) {
        String error = entry.error().replaceAll("RequestId:.*", "");
        return List.of(
                entry.service(),
                entry.address(),
                entry.method(),
                entry.target(),
                entry.sent(),
                entry.status(),
                entry.stubbed(),
                error);
    }

    @Test
    void aStubAnswersTheKitToo() {
        azure.wireMock()
                .stubFor(get(urlPathEqualTo("/jobs/job"))
                        .willReturn(aResponse().withStatus(403).withBody("{\"code\":\"Stubbed\"}")));

        try (BatchService service = BatchService.on(local)) {
            assertThatExceptionOfType(AzureException.class)
                    .isThrownBy(() -> service.job("job"))
                    .withMessageContaining("Stubbed");
        }
    }

    @Test
    void aFaultStrikesTheKitToo() {
        azure.wireMock().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(403)));

        try (BatchService service = BatchService.on(local)) {
            assertThatExceptionOfType(AzureException.class).isThrownBy(() -> service.verifiedLinuxImages());
        }
    }

    @Test
    void whoIsInterruptedAsksNothing() {
        try (BatchService service = BatchService.on(local)) {
            Thread.currentThread().interrupt();

            assertThat(catchThrowable(() -> service.createJob(new JobSpec("job", "no-pool", null, Map.of()))))
                    .isInstanceOf(InterruptedException.class);
            assertThat(azure.batch().jobs().all()).isEmpty();
        }
    }

    @Test
    void aFakeThatIsClosedDoesNotAnswer() {
        azure.close();

        assertThat(refusal(local))
                .isInstanceOf(AzureException.class)
                .hasMessage(refusal(remote()).getMessage());
    }

    private static Throwable refusal(AzureAccount account) {
        try (BatchService service = BatchService.on(account)) {
            return catchThrowable(() -> service.jobExists("job"));
        }
    }
}
