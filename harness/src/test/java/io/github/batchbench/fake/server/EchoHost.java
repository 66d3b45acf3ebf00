package io.github.batchbench.fake.server;

import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A host in front of an API that answers with what it was sent, for the tests of the host. */
abstract class EchoHost {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T13:25:00Z"));

    @TempDir
    Path spool;

    final Queue<Request> seen = new ConcurrentLinkedQueue<>();
    final Queue<byte[]> bodies = new ConcurrentLinkedQueue<>();
    final HttpClient client = HttpClient.newHttpClient();
    private @Nullable WireMockHost host;

    @AfterEach
    void stop() {
        if (host != null) {
            host.close();
        }
    }

    final WireMockHost start(HostOptions.Builder options) {
        return start(echo(), options);
    }

    final WireMockHost start(Handler api, HostOptions.Builder options) {
        WireMockHost started = new WireMockHost(api, options.build());
        host = started;
        return started;
    }

    final Handler echo() {
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

    static HttpRequest.Builder request(WireMockHost host, String path) {
        return HttpRequest.newBuilder(host.uri().resolve(path));
    }

    final int status(WireMockHost host, String path) throws IOException, InterruptedException {
        return client.send(request(host, path).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** What comes back for bytes that are sent as they are. */
    static String exchange(WireMockHost host, String request) throws IOException {
        return RawExchange.of(host.uri(), request).received();
    }
}
