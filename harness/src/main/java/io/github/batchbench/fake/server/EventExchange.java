package io.github.batchbench.fake.server;

import io.github.batchbench.fake.protocol.EventBody;
import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import wiremock.jakarta.servlet.AsyncContext;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.server.Request;

/** Sends events as they come, on the threads of those who have something to tell. */
final class EventExchange implements EventBody.Listener {
    private final AsyncContext async;
    private final HttpServletResponse response;

    private EventExchange(AsyncContext async, HttpServletResponse response) {
        this.async = async;
        this.response = response;
    }

    /** Sends the head of the answer, and leaves the rest to the body. */
    static void begin(Request request, Response answer, EventBody body, HttpServletResponse response)
            throws IOException {
        response.setStatus(answer.status());
        for (Header line : answer.headers().lines()) {
            response.addHeader(line.name(), line.value());
        }
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        response.flushBuffer();
        body.begin(new EventExchange(async, response));
    }

    @Override
    public synchronized void send(String text) throws IOException {
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
    }

    @Override
    public synchronized void end() {
        try {
            async.complete();
        } catch (IllegalStateException overAlready) {
            // The client went first.
        }
    }
}
