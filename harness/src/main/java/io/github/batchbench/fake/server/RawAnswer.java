package io.github.batchbench.fake.server;

import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.HttpDates;
import io.github.batchbench.fake.protocol.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.HttpVersion;
import wiremock.org.eclipse.jetty.server.Request;

/** Writes an answer of the fake to the wire, past WireMock. */
final class RawAnswer {
    private static final int LEAST_ERROR = 400;

    private RawAnswer() {}

    /** The answer; the body of the request is gone before the client can know. */
    static Response of(Handler api, io.github.batchbench.fake.protocol.Request request) {
        try {
            return api.handle(request);
        } finally {
            if (request.body() instanceof SpooledBody spooled) {
                spooled.close();
            }
        }
    }

    static boolean isError(Response answer) {
        return answer.status() >= LEAST_ERROR;
    }

    /** The answer with a date. */
    static Response dated(Response answer, InstantSource clock) {
        return answer.headers().first("Date").isPresent()
                ? answer
                : new Response(
                        answer.status(),
                        answer.headers().with("Date", HttpDates.format(clock.instant())),
                        answer.body(),
                        answer.aside());
    }

    /** Sends the answer and lets go of the connection, for what is left of the request has not been read. */
    static void sendAndClose(Response answer, InstantSource clock, HttpServletResponse response) throws IOException {
        response.setHeader("Connection", "close");
        send(answer, clock, response);
    }

    static void send(Response answer, InstantSource clock, HttpServletResponse response) throws IOException {
        if (answer.headers().first("Content-Length").isEmpty()) {
            response.setContentLengthLong(answer.body().length());
        }
        write(answer, clock, response);
    }

    /** Sends the answer as the service does, in chunks if it names no length and the client may know them. */
    static void sendInChunks(Response answer, InstantSource clock, Request request, HttpServletResponse response)
            throws IOException {
        if (request.getHttpVersion() == HttpVersion.HTTP_1_1
                && answer.body().length() > 0
                && answer.headers().first("Content-Length").isEmpty()) {
            response.setHeader("Transfer-Encoding", "chunked");
        }
        write(answer, clock, response);
    }

    private static void write(Response answer, InstantSource clock, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        for (Header line : dated(answer, clock).headers().lines()) {
            response.addHeader(line.name(), line.value());
        }
        try (InputStream body = answer.body().open()) {
            body.transferTo(response.getOutputStream());
        }
    }
}
