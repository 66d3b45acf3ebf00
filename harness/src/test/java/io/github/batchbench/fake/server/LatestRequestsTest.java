package io.github.batchbench.fake.server;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What WireMock remembers. */
class LatestRequestsTest {
    private final WireMockConfiguration configuration = wireMockConfig().dynamicPort();
    private final WireMockServer server =
            new WireMockServer(configuration.withStores(LatestRequests.stores(3, configuration.filesRoot())));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void theLatestAreRememberedTheNewestFirst() throws Exception {
        for (int i = 1; i <= 5; i++) {
            ask("/" + i);
        }

        assertThat(urls()).containsExactly("/5", "/4", "/3");
        server.verify(3, getRequestedFor(anyUrl()));
    }

    @Test
    void oneCanBeRemovedAndAllCanBeForgotten() throws Exception {
        ask("/1");
        ask("/2");
        ServeEvent newest = server.getAllServeEvents().get(0);
        assertThat(server.getServedStub(newest.getId()).getItem().getRequest().getUrl())
                .isEqualTo("/2");

        server.removeServeEvent(newest.getId());
        assertThat(urls()).containsExactly("/1");

        server.resetRequests();
        assertThat(urls()).isEmpty();
    }

    @Test
    void whatIsForgottenBeforeItIsOverStaysForgotten() throws Exception {
        ask("/1");
        ServeEvent event = server.getAllServeEvents().get(0);
        LatestRequests requests = new LatestRequests(3);

        requests.put(event.getId(), event);

        assertThat(requests.getAll()).isEmpty();
    }

    private List<String> urls() {
        return server.getAllServeEvents().stream()
                .map(event -> event.getRequest().getUrl())
                .toList();
    }

    private void ask(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.baseUrl() + path)).build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(404);
    }
}
