package io.github.batchbench.fake.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireMockHostTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T13:25:00Z"));

    @TempDir
    Path spool;

    private final Queue<Request> seen = new ConcurrentLinkedQueue<>();
    private final Queue<byte[]> bodies = new ConcurrentLinkedQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable WireMockHost host;

    @AfterEach
    void stop() {
        if (host != null) {
            host.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void requestsArriveAsTheyWereSent(boolean rawBodies) throws IOException {
        WireMockHost running = start(rawBodies ? HostOptions.blobs(CLOCK, spool) : HostOptions.json(CLOCK, spool));
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
    void theAdminApiAnswersOnlyIfAskedFor() throws Exception {
        assertThat(status(start(HostOptions.json(CLOCK, spool)), "/__admin/mappings"))
                .isEqualTo(404);
        stop();
        assertThat(status(start(HostOptions.json(CLOCK, spool).withAdminApi(true)), "/__admin/mappings"))
                .isEqualTo(200);
        assertThat(seen).isEmpty();
    }

    /** However the path is written: the server decodes it before it looks for who answers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%5F%5Fadmin/mappings",
                "/__admin%2Fmappings",
                "/__admin;a=b/mappings",
                "/./__admin/mappings",
                "/a/../__admin/mappings",
                "//__admin/mappings",
                "/%2e/__admin/mappings",
                "/;a/__admin/mappings",
                "/__%61dmin/requests",
                "http://localhost/__admin/mappings"
            })
    void theAdminApiHasNoOtherName(String path) throws IOException {
        WireMockHost running = start(HostOptions.json(CLOCK, spool));

        String answer = exchange(running, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(answer).doesNotContain("mappings", "requestJournal", "\"meta\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1"
            })
    void otherNamesAreRefused(String name) throws IOException {
        WireMockHost running = start(HostOptions.json(CLOCK, spool));

        assertThat(exchange(running, "GET / HTTP/1.1\r\nHost: " + name + "\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1:10000", "[::1]:9", "acct.blob.localhost:10000"})
    void namesOfThisMachineAreServed(String name) throws IOException {
        WireMockHost running = start(HostOptions.json(CLOCK, spool));

        assertThat(exchange(running, "GET / HTTP/1.1\r\nHost: " + name + "\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    /** Also those of a file, a frame in a sandbox, or another server on this machine. */
    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost:3000", "http://127.0.0.1.evil.example"})
    void webPagesAreRefused(String origin) throws IOException {
        WireMockHost running = start(HostOptions.json(CLOCK, spool).withControl(echo()));
        String head = String.join(
                "\r\n",
                "POST /__batchbench/reset HTTP/1.1",
                "Host: localhost",
                "Origin: " + origin,
                "Content-Length: 0",
                "",
                "");

        assertThat(exchange(running, head)).startsWith("HTTP/1.1 403");
        assertThat(seen).isEmpty();
    }

    @Test
    void noStubShadowsTheControlPaths() throws Exception {
        Handler control = request -> new Response(204, Headers.NONE, Content.EMPTY);
        WireMockHost running = start(HostOptions.json(CLOCK, spool).withControl(control));
        running.wireMock().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));

        assertThat(status(running, "/__batchbench/reset")).isEqualTo(204);
        assertThat(status(running, "/x")).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 20000000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n1400000\r\n"})
    void bodiesBeyondTheLimitAreRefused(String framing) throws IOException {
        WireMockHost running = start(HostOptions.json(CLOCK, spool));
        String head = "POST /jobs HTTP/1.1\r\nHost: localhost\r\n" + framing;

        assertThat(exchange(running, head + "x".repeat(17 << 20))).startsWith("HTTP/1.1 413");
        assertThat(seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%s HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nx: %s\r\n\r\n"
            })
    void headsBeyondTheLimitAreRefused(String head) throws IOException {
        WireMockHost running = start(HostOptions.json(CLOCK, spool));

        assertThat(exchange(running, head.formatted("x".repeat(1 << 20)))).containsPattern("^HTTP/1.1 (414|431)");
        assertThat(seen).isEmpty();
        assertThat(exchange(running, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    /** Each of them holds a thread; a good client's request comes through long before they would be given up as idle. */
    @Test
    @Timeout(25)
    void clientsThatDoNotReadTheirAnswersKeepNobodyOut() throws Exception {
        byte[] large = new byte[64 << 20];
        Handler api = request -> {
            byte[] body = request.path().equals("/large") ? large : new byte[0];
            return new Response(
                    200, Headers.NONE.with("Content-Length", String.valueOf(body.length)), Content.of(body));
        };
        WireMockHost running = new WireMockHost(api, HostOptions.blobs(CLOCK, spool));
        host = running;
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int number = 0; number < WireMockHost.THREADS; number++) {
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), running.uri().getPort());
                sockets.add(socket);
                socket.getOutputStream().write("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(ISO_8859_1));
            }
            HttpRequest good = request(running, "/small").build();
            assertThat(client.send(good, HttpResponse.BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void listensOnLoopbackOnly() {
        WireMockHost running = start(HostOptions.json(CLOCK, spool));

        assertThat(running.uri().getHost()).isEqualTo("127.0.0.1");
        assertThat(running.wireMock().getOptions().bindAddress()).isEqualTo("127.0.0.1");
    }

    private WireMockHost start(HostOptions options) {
        WireMockHost started = new WireMockHost(echo(), options);
        host = started;
        return started;
    }

    private Handler echo() {
        return request -> {
            seen.add(request);
            try {
                byte[] body = request.body().bytes();
                bodies.add(body);
                return new Response(
                        200, Headers.NONE.with("Content-Length", String.valueOf(body.length)), Content.of(body));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static HttpRequest.Builder request(WireMockHost host, String path) {
        return HttpRequest.newBuilder(host.uri().resolve(path));
    }

    private int status(WireMockHost host, String path) throws IOException, InterruptedException {
        return client.send(request(host, path).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** Sends bytes as they are and returns the first 4 KiB of the answer. */
    private static String exchange(WireMockHost host, String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), host.uri().getPort())) {
            Thread writer = new Thread(() -> {
                try {
                    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
                } catch (IOException e) {
                    // The server may refuse before it has read everything.
                }
            });
            writer.start();
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[4096];
            int length = in.read(buffer);
            return new String(buffer, 0, Math.max(length, 0), ISO_8859_1);
        }
    }
}
