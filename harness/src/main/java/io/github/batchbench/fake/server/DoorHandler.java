package io.github.batchbench.fake.server;

import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.BadMessageException;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.AbstractHandler;

/**
 * Stands before WireMock: refuses what only a web page or a rebound name would send, bodies beyond the limit, and the
 * admin API unless it is switched on; answers the control paths, which no stub can shadow.
 */
final class DoorHandler extends AbstractHandler {
    private static final String CONTROL = "/__batchbench/";
    private static final String ADMIN = "/__admin";

    private final HostOptions options;

    DoorHandler(HostOptions options) {
        this.options = options;
    }

    @Override
    public void handle(String target, Request request, HttpServletRequest servlet, HttpServletResponse response)
            throws IOException {
        limitBody(request);
        Optional<Refusal> refusal = refusal(request);
        if (refusal.isPresent()) {
            request.setHandled(true);
            refuse(refusal.get(), response);
        } else if (options.control() != null && request.getRequestURI().startsWith(CONTROL)) {
            request.setHandled(true);
            Content body = Content.of(request.getInputStream().readAllBytes());
            send(options.control().handle(RawRequest.of(request, body)), response);
        }
    }

    private record Refusal(int status, String reason) {}

    private Optional<Refusal> refusal(Request request) {
        String host = request.getHttpFields().get("Host");
        if (host != null && !LoopbackNames.contains(host)) {
            return Optional.of(
                    new Refusal(403, "The fake answers only to localhost and loopback addresses, not to this Host"));
        }
        if (request.getHttpFields().get("Origin") != null) {
            return Optional.of(new Refusal(403, "The fake does not answer web pages (the request has an Origin)"));
        }
        if (request.getContentLengthLong() > options.bodyLimit()) {
            return Optional.of(new Refusal(413, "The body is longer than " + options.bodyLimit() + " bytes"));
        }
        if (!options.adminApi() && isAdmin(request.getRequestURI())) {
            return Optional.of(new Refusal(404, "WireMock's admin API is off here: use its Java API, or switch it on"));
        }
        return Optional.empty();
    }

    private static boolean isAdmin(String path) {
        return path.equals(ADMIN) || path.startsWith(ADMIN + "/");
    }

    /** For bodies that do not say how long they are. */
    private void limitBody(Request request) {
        long[] left = {options.bodyLimit()};
        request.getHttpInput().addInterceptor(content -> {
            left[0] -= content.remaining();
            if (left[0] < 0) {
                throw new BadMessageException(413, "The body is longer than " + options.bodyLimit() + " bytes");
            }
            return content;
        });
    }

    private static void refuse(Refusal refusal, HttpServletResponse response) throws IOException {
        byte[] text = (refusal.reason() + ".\n").getBytes(StandardCharsets.UTF_8);
        response.setStatus(refusal.status());
        response.setContentType("text/plain;charset=utf-8");
        // The body of the request is not read: the connection cannot be used again.
        response.setHeader("Connection", "close");
        response.setContentLength(text.length);
        response.getOutputStream().write(text);
    }

    private static void send(Response answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().lines().forEach(line -> response.addHeader(line.name(), line.value()));
        byte[] body = answer.body().bytes();
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
