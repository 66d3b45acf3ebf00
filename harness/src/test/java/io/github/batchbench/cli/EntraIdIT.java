package io.github.batchbench.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A live run without a key. {@code azure-identity} gets its tokens as it does in an App Service, from an endpoint on this
 * machine that plays the managed identity.
 */
@Timeout(180)
class EntraIdIT {
    private static final String TOKEN = "t0ken-of-the-managed-identity";
    private static final String HEADER = "known-to-the-app-service";

    private final WireMockServer identity =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    @TempDir
    private Path folder;

    @BeforeEach
    void playTheManagedIdentity() {
        identity.start();
        identity.stubFor(get(urlPathEqualTo("/token"))
                .withHeader("X-IDENTITY-HEADER", equalTo(HEADER))
                .willReturn(okJson("{\"access_token\":\"%s\",\"expires_on\":\"%d\",\"token_type\":\"Bearer\"}"
                        .formatted(TOKEN, Instant.now().plusSeconds(3600).getEpochSecond()))));
    }

    @AfterEach
    void stop() {
        identity.stop();
    }

    @Test
    void runsTheNineStepsWithTokensAndSignaturesOfAUserDelegationKey() throws Exception {
        try (Served served = Served.start(folder, "--token", TOKEN);
                Jar jar = start(served, "run", "--target", "live", "--timeout", "1m")) {
            List<String> lines = jar.lines();

            assertThat(jar.exitCode()).as(lines + jar.errors()).isZero();
            assertThat(lines.get(0)).contains("no key for both accounts, so Entra ID (DefaultAzureCredential)");
            assertThat(lines).contains("   3 of 3 tasks completed, 0 running, 0 failed");
            assertThat(String.join("\n", lines)).doesNotContain(TOKEN);
        }
        assertThat(identity.getAllServeEvents())
                .extracting(
                        event -> event.getRequest().queryParameter("resource").firstValue())
                .containsOnly("https://batch.core.windows.net/", "https://storage.azure.com");
    }

    @Test
    void saysWhyThereIsNoToken() throws Exception {
        identity.stubFor(get(urlPathEqualTo("/token"))
                .willReturn(aResponse().withStatus(400).withBody("{\"message\":\"no identity here\"}")));

        try (Served served = Served.start(folder, "--token", TOKEN);
                Jar jar = start(served, "sweep")) {
            assertThat(jar.lines()).hasSize(1);
            assertThat(jar.exitCode()).isEqualTo(ExitCode.SERVICE.number());
            assertThat(jar.errors())
                    .contains("list pools, jobs and job schedules: no answer: no token from Entra ID: ")
                    .doesNotContain("\tat ");
        }
    }

    private Jar start(Served served, String... args) throws Exception {
        Map<String, String> settings = served.settingsWithoutKeys();
        settings.put("IDENTITY_ENDPOINT", "http://127.0.0.1:" + identity.port() + "/token");
        settings.put("IDENTITY_HEADER", HEADER);
        Path own = Files.createDirectory(folder.resolve("run"));
        return Jar.start(own, own, settings, args);
    }
}
