package io.github.batchbench.fake.server;

import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.HttpDates;
import io.github.batchbench.fake.protocol.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import wiremock.jakarta.servlet.http.HttpServletResponse;

/** Writes an answer of the fake to the wire, past WireMock. */
final class RawAnswer {
    private RawAnswer() {}

    /** Sends the answer and lets go of the connection, for what is left of the request has not been read. */
    static void sendAndClose(Response answer, InstantSource clock, HttpServletResponse response) throws IOException {
        response.setHeader("Connection", "close");
        send(answer, clock, response);
    }

    static void send(Response answer, InstantSource clock, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        for (Header line : answer.headers().lines()) {
            response.addHeader(line.name(), line.value());
        }
        if (answer.headers().first("Date").isEmpty()) {
            response.setHeader("Date", HttpDates.format(clock.instant()));
        }
        if (answer.headers().first("Content-Length").isEmpty()) {
            response.setContentLengthLong(answer.body().length());
        }
        try (InputStream body = answer.body().open()) {
            body.transferTo(response.getOutputStream());
        }
    }
}
