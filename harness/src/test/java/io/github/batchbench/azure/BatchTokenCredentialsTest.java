package io.github.batchbench.azure;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.ClientAuthenticationException;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.batchbench.azure.batch.BatchService;
import io.github.batchbench.azure.waiting.Backoff;
import io.github.batchbench.azure.waiting.Pause;
import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

/** Token by token: when one is asked for, and what is sent. */
@Timeout(60)
class BatchTokenCredentialsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private final List<String> scopes = new ArrayList<>();
    private Duration life = HOUR;

    @BeforeEach
    void start() {
        server.start();
        server.stubFor(any(anyUrl()).willReturn(okJson("{\"value\":[]}")));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void keepsATokenAsLongAsItIsFresh() throws Exception {
        try (BatchService batch = open(this::number)) {
            batch.verifiedLinuxImages();
            batch.verifiedLinuxImages();
        }

        assertThat(scopes).containsExactly("https://batch.core.windows.net//.default");
        assertThat(authorizations()).containsExactly("Bearer token-1", "Bearer token-1");
    }

    @Test
    void asksForAnotherShortlyBeforeItExpires() throws Exception {
        life = Duration.ofMinutes(4);

        try (BatchService batch = open(this::number)) {
            batch.verifiedLinuxImages();
            batch.verifiedLinuxImages();
        }

        assertThat(authorizations()).containsExactly("Bearer token-1", "Bearer token-2");
    }

    @Test
    void asksForAnotherWhenTheServiceRefusesIt() throws Exception {
        server.stubFor(any(anyUrl())
                .withHeader("Authorization", equalTo("Bearer token-1"))
                .willReturn(aResponse().withStatus(401)));

        try (BatchService batch = open(this::number)) {
            assertThat(batch.verifiedLinuxImages()).isEmpty();
        }

        assertThat(authorizations()).containsExactly("Bearer token-1", "Bearer token-2");
    }

    @Test
    void saysWhyThereIsNoTokenAndDoesNotTryAgain() {
        TokenCredential none = request -> Mono.error(new ClientAuthenticationException("log in first", null));

        try (BatchService batch = open(none)) {
            assertThatThrownBy(batch::verifiedLinuxImages)
                    .isInstanceOf(AzureException.class)
                    .hasMessage("list the supported images: no answer: no token from Entra ID: log in first");
        }
        assertThat(authorizations()).isEmpty();
    }

    private Mono<AccessToken> number(com.azure.core.credential.TokenRequestContext request) {
        scopes.addAll(request.getScopes());
        return Mono.just(new AccessToken(
                "token-" + scopes.size(), OffsetDateTime.now(ZoneOffset.UTC).plus(life)));
    }

    private BatchService open(TokenCredential source) {
        URI endpoint = URI.create("http://127.0.0.1:" + server.port());
        Credential token = new Credential.Token(source);
        AzureAccount account = new AzureAccount(endpoint, "acct", token, endpoint.resolve("/store"), "store", token);
        return BatchService.open(account, Pause.REAL, Backoff.DEFAULT);
    }

    private List<String> authorizations() {
        return server.getAllServeEvents().stream()
                .map(event -> event.getRequest().getHeader("Authorization"))
                .sorted()
                .toList();
    }
}
