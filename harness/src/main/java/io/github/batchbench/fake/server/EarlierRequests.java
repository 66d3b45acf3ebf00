package io.github.batchbench.fake.server;

import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The latest requests that were answered while nobody had asked for WireMock. It is told of them when it is made, so that a test may
 * ask only at its end what was requested. Thread-safe.
 */
final class EarlierRequests {
    /** As much of an answer as WireMock remembers. */
    static final int LONGEST_ANSWER = 4096;

    /**
     * Who asks, and how.
     *
     * @param url up to its path, as the client addressed it
     * @param client the client's address
     */
    record Caller(String url, String client, String protocol) {
        static Caller of(wiremock.org.eclipse.jetty.server.Request served) {
            return new Caller(served.getRequestURL().toString(), served.getRemoteAddr(), served.getProtocol());
        }

        /** Who asks without a connection, as from this machine. */
        static Caller local(Request request) {
            return new Caller(request.origin() + request.path(), "127.0.0.1", "HTTP/1.1");
        }
    }

    /**
     * A request as WireMock wants to know it.
     *
     * @param body empty where WireMock sees no bodies
     */
    record Head(Instant at, Request request, Caller caller, Content body) {}

    /**
     * A request with its answer.
     *
     * @param answer the beginning of its body
     */
    record Exchange(Head head, Response response, Content answer) {}

    private final int most;
    private final boolean bodies;
    private final Deque<Exchange> exchanges = new ArrayDeque<>();
    private @Nullable Consumer<Exchange> wireMock;

    EarlierRequests(HostOptions options) {
        this.most = options.journalEntries();
        this.bodies = !options.rawBodies();
    }

    /** What is to be remembered of a request, whose body is gone when it is answered; null if nothing is. */
    @Nullable
    Head head(Request request, Caller caller) {
        return most == 0
                ? null
                : new Head(
                        Instant.ofEpochMilli(System.currentTimeMillis()),
                        request,
                        caller,
                        bodies ? Content.of(read(request)) : Content.EMPTY);
    }

    private static byte[] read(Request request) {
        try {
            return request.body().bytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It is answered. */
    void note(@Nullable Head head, Response response) {
        if (head == null) {
            return;
        }
        Exchange exchange = new Exchange(head, response, bodies ? Content.of(beginning(response)) : Content.EMPTY);
        synchronized (this) {
            if (wireMock != null) {
                wireMock.accept(exchange);
                return;
            }
            exchanges.addLast(exchange);
            if (exchanges.size() > most) {
                exchanges.removeFirst();
            }
        }
    }

    private static byte[] beginning(Response response) {
        try (InputStream body = response.body().open()) {
            return body.readNBytes(LONGEST_ANSWER);
        } catch (IOException gone) {
            return new byte[0];
        }
    }

    /** WireMock hears of them, and of those that are on their way still. */
    synchronized void handOver(Consumer<Exchange> target) {
        exchanges.forEach(target);
        exchanges.clear();
        wireMock = target;
    }

    /** Forgets all. */
    synchronized void clear() {
        exchanges.clear();
    }
}
