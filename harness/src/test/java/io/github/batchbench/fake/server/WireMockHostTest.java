package io.github.batchbench.fake.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.LoggedResponse;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests on their way through WireMock, its stubs and its resets. */
class WireMockHostTest extends EchoHost {
    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void requestsArriveAsTheyWereSent(boolean rawBodies, boolean throughWireMock) throws IOException {
        HostOptions.Builder options = rawBodies ? HostOptions.blobs(CLOCK, spool) : HostOptions.json(CLOCK, spool);
        WireMockHost running = start(options);
        if (throughWireMock) {
            assertThat(running.wireMock().isRunning()).isTrue();
        }
        String head = String.join(
                "\r\n",
                "PUT /a%2Fb/../%2e%2e//x%20y;v=1?b=%2B+&a=1&a=2 HTTP/1.1",
                "Host: localhost",
                "Content-Type: application/json; charset=utf-8",
                "X-Ms-Meta-A: One",
                "x-ms-meta-a: two",
                "Connection: Keep-Alive",
                "Content-Length: 2",
                "",
                "hi");
        String answer = exchange(running, head);

        assertThat(answer).startsWith("HTTP/1.1 200").contains("Date: Mon, 23 Nov 2026 13:25:00 GMT");
        Request request = seen.remove();
        assertThat(request.method()).isEqualTo("PUT");
        assertThat(request.path()).isEqualTo("/a%2Fb/../%2e%2e//x%20y;v=1");
        assertThat(request.query()).isEqualTo("b=%2B+&a=1&a=2");
        assertThat(request.headers().first("content-type")).contains("application/json; charset=utf-8");
        assertThat(request.headers().first("connection")).contains("Keep-Alive");
        assertThat(request.headers().startingWith("x-ms-meta-"))
                .containsExactly(new Headers.Header("X-Ms-Meta-A", "One"), new Headers.Header("x-ms-meta-a", "two"));
        assertThat(bodies.remove()).asString().isEqualTo("hi");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 100_000, 3_000_000})
    void bodiesThatLookZippedStayAsTheyAre(int length) throws Exception {
        WireMockHost running = start(HostOptions.blobs(CLOCK, spool));
        byte[] body = new byte[length];
        Arrays.fill(body, (byte) 7);
        body[0] = 0x1f;
        body[1] = (byte) 0x8b;
        HttpRequest request = request(running, "/zipped")
                .header("Content-Encoding", "gzip")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();

        assertThat(client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body())
                .isEqualTo(body);
        assertThat(bodies.remove()).isEqualTo(body);
        try (Stream<Path> left = Files.list(spool)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void noResetTakesTheFakeAway() throws Exception {
        WireMockHost running = start(HostOptions.json(CLOCK, spool));
        WireMockServer wireMock = running.wireMock();
        List<Runnable> resets = List.of(
                wireMock::resetAll,
                wireMock::resetMappings,
                wireMock::resetToDefaultMappings,
                () -> wireMock.getStubMappings().forEach(wireMock::removeStub));
        for (Runnable reset : resets) {
            wireMock.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));
            assertThat(status(running, "/x")).isEqualTo(503);
            reset.run();
            assertThat(status(running, "/x")).isEqualTo(200);
        }
    }

    @Test
    void withoutAJournalStubsStillComeFirst() throws Exception {
        WireMockHost running = start(HostOptions.json(CLOCK, spool).journal(false));
        assertThat(status(running, "/a")).isEqualTo(200);

        running.wireMock().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(418)));
        assertThat(status(running, "/a")).isEqualTo(418);

        running.resetWireMock();
        assertThat(status(running, "/a")).isEqualTo(200);
    }

    @Test
    void stubsMayMatchJsonBodiesAndAreVerified() throws Exception {
        WireMockHost running = start(HostOptions.json(CLOCK, spool));
        running.wireMock()
                .stubFor(post("/jobs")
                        .withRequestBody(matchingJsonPath("$.id"))
                        .willReturn(aResponse().withStatus(429)));
        HttpRequest matching = request(running, "/jobs")
                .POST(HttpRequest.BodyPublishers.ofString("{\"id\":\"a\"}"))
                .build();

        assertThat(client.send(matching, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(429);
        running.wireMock().verify(1, postRequestedFor(anyUrl()));
        assertThat(seen).isEmpty();
    }

    /** WireMock is made when it is asked for, and has seen then what came before as it sees what comes after. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatCameBeforeWireMockWasAskedForIsRemembered(boolean rawBodies) throws Exception {
        WireMockHost running = start(rawBodies ? HostOptions.blobs(CLOCK, spool) : HostOptions.json(CLOCK, spool));
        HttpRequest request = request(running, "/jobs/a%2Fb?api-version=1&x=%20y")
                .header("Cookie", "one=1; two=2")
                .header("X-Twice", "a")
                .header("X-Twice", "b")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"id\":\"a\"}"))
                .build();

        client.send(request, HttpResponse.BodyHandlers.discarding());
        Instant between = Instant.now();
        WireMockServer wireMock = running.wireMock();
        client.send(request, HttpResponse.BodyHandlers.discarding());

        List<ServeEvent> events = wireMock.getAllServeEvents();
        assertThat(events).hasSize(2);
        assertThat(facts(events.get(1))).isEqualTo(facts(events.get(0)));
        assertThat(events.get(1).getRequest().getLoggedDate().toInstant()).isBeforeOrEqualTo(between);
        wireMock.verify(
                2,
                postRequestedFor(urlPathEqualTo("/jobs/a%2Fb"))
                        .withQueryParam("x", equalTo(" y"))
                        .withCookie("two", equalTo("2"))
                        .withHeader("X-Twice", equalTo("b")));
        wireMock.verify(rawBodies ? 0 : 2, postRequestedFor(anyUrl()).withRequestBody(matchingJsonPath("$.id")));
        assertThat(wireMock.findAllUnmatchedRequests()).isEmpty();
    }

    private static List<Object> facts(ServeEvent event) {
        LoggedRequest request = event.getRequest();
        LoggedResponse response = event.getResponse();
        return Arrays.asList(
                request.getUrl(),
                request.getAbsoluteUrl(),
                request.getMethod(),
                request.getClientIp(),
                request.getHeaders().all().toString(),
                request.getCookies().toString(),
                request.getQueryParams().toString(),
                request.getBodyAsString(),
                request.getProtocol(),
                request.getScheme(),
                request.getHost(),
                request.getPort(),
                request.isMultipart(),
                response.getStatus(),
                response.getHeaders().all().toString(),
                response.getBodyAsString(),
                event.getWasMatched(),
                event.getStubMapping().getName());
    }

    @Test
    void aResetForgetsWhatCameBeforeWireMockWasAskedFor() throws Exception {
        WireMockHost running = start(HostOptions.json(CLOCK, spool));
        assertThat(status(running, "/before")).isEqualTo(200);

        running.resetWireMock();
        assertThat(status(running, "/after")).isEqualTo(200);

        assertThat(running.wireMock().getAllServeEvents())
                .extracting(event -> event.getRequest().getUrl())
                .containsExactly("/after");
    }

    /** A stub answers what comes after it; what the fake has begun to answer is remembered as the fake's. */
    @Test
    void aRequestMayBeOnItsWayWhenWireMockIsAskedFor() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Handler slow = request -> {
            arrived.countDown();
            try {
                assertThat(released.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return echo().handle(request);
        };
        WireMockHost running = start(slow, HostOptions.json(CLOCK, spool));
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(request(running, "/slow").build(), HttpResponse.BodyHandlers.discarding());
        assertThat(arrived.await(60, TimeUnit.SECONDS)).isTrue();

        running.wireMock().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(418)));
        assertThat(status(running, "/stubbed")).isEqualTo(418);
        released.countDown();

        assertThat(answer.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(running.wireMock().getAllServeEvents())
                .extracting(event ->
                        event.getRequest().getUrl() + " " + event.getResponse().getStatus())
                .containsExactlyInAnyOrder("/slow 200", "/stubbed 418");
    }

    @Test
    void aStubMayProxyToElsewhere() throws Exception {
        WireMockServer elsewhere =
                new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());
        elsewhere.start();
        try {
            elsewhere.stubFor(get("/x").willReturn(aResponse().withStatus(299)));
            WireMockHost running = start(HostOptions.json(CLOCK, spool));
            running.wireMock().stubFor(get("/x").willReturn(aResponse().proxiedFrom(elsewhere.baseUrl())));

            assertThat(status(running, "/x")).isEqualTo(299);
        } finally {
            elsewhere.stop();
        }
    }

    @Test
    void theFakeCanApplyAChangeAndTheAnswerBeLost() {
        WireMockHost running = start(HostOptions.blobs(CLOCK, spool));
        running.wireMock()
                .stubFor(get("/x")
                        .willReturn(aResponse()
                                .withFault(Fault.CONNECTION_RESET_BY_PEER)
                                .withTransformers("fake")));

        assertThatThrownBy(() -> status(running, "/x")).isInstanceOf(IOException.class);
        assertThat(seen).isNotEmpty();
    }

    @Test
    void noStubShadowsTheControlPaths() throws Exception {
        Handler control = request -> new Response(204, Headers.NONE, Content.EMPTY);
        WireMockHost running = start(HostOptions.json(CLOCK, spool).control(control));
        running.wireMock().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));

        assertThat(status(running, "/__batchbench/reset")).isEqualTo(204);
        assertThat(status(running, "/x")).isEqualTo(503);
    }
}
