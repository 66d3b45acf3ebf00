package io.github.batchbench.fake.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the host lets in, and what it refuses before the fake sees it. */
class HostAccessTest extends EchoHost {
    @Test
    void theAdminApiAnswersOnlyIfAskedFor() throws Exception {
        assertThat(status(start(HostOptions.json(CLOCK, spool)), "/__admin/mappings"))
                .isEqualTo(404);
        stop();
        assertThat(status(start(HostOptions.json(CLOCK, spool).adminApi(true)), "/__admin/mappings"))
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
        WireMockHost running = start(HostOptions.json(CLOCK, spool).control(echo()));
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
        WireMockHost running = start(api, HostOptions.blobs(CLOCK, spool));
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int number = 0; number < LoopbackServer.THREADS; number++) {
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
}
