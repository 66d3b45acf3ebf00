package io.github.batchbench.fake.server;

import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Response;
import io.github.batchbench.redaction.Redaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import wiremock.jakarta.servlet.RequestDispatcher;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.HttpFields;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.ErrorHandler;

/** What Jetty answers by itself, in the form of the service whose port it is. */
final class ErrorAnswers extends ErrorHandler {
    private static final Logger LOG = System.getLogger(ErrorAnswers.class.getName());

    private final Handler api;
    private final HostOptions options;

    ErrorAnswers(Handler api, HostOptions options) {
        this.api = api;
        this.options = options;
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    public void handle(String target, Request request, HttpServletRequest servlet, HttpServletResponse response)
            throws IOException {
        request.setHandled(true);
        int status = response.getStatus();
        Throwable cause = (Throwable) servlet.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (status >= 500 && cause != null) {
            LOG.log(
                    Level.ERROR,
                    "The host failed at " + request.getMethod() + " " + request.getRequestURI() + ": "
                            + Redaction.of().trace(cause));
        }
        String message = (String) servlet.getAttribute(RequestDispatcher.ERROR_MESSAGE);
        RawAnswer.sendAndClose(
                api.refuse(status, reason(status, message), RawRequest.of(request, Content.EMPTY)),
                options.clock(),
                response);
    }

    /** For what cannot be read as a request at all. */
    @Override
    public ByteBuffer badMessageError(int status, @Nullable String message, HttpFields.Mutable fields) {
        io.github.batchbench.fake.protocol.Request unknown =
                new io.github.batchbench.fake.protocol.Request("GET", "/", "", Headers.NONE, Content.EMPTY);
        Response answer = api.refuse(status, reason(status, message), unknown);
        answer.headers().lines().stream()
                .filter(line -> !line.name().equalsIgnoreCase("Content-Length"))
                .forEach(line -> fields.add(line.name(), line.value()));
        try {
            return ByteBuffer.wrap(answer.body().bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A failure of our own is in the log: nothing of it is for the client. A version that nobody speaks is none. */
    private static String reason(int status, @Nullable String message) {
        if (status >= 500 && status != HttpServletResponse.SC_HTTP_VERSION_NOT_SUPPORTED) {
            return "The host of the fake failed.";
        }
        return message == null || message.isBlank()
                ? "The request cannot be read."
                : "The request cannot be read: " + message;
    }
}
