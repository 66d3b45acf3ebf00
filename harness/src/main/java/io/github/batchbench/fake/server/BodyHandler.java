package io.github.batchbench.fake.server;

import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.EventBody;
import io.github.batchbench.fake.protocol.Handler;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wiremock.jakarta.servlet.AsyncContext;
import wiremock.jakarta.servlet.DispatcherType;
import wiremock.jakarta.servlet.ServletException;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.server.handler.AbstractHandler;

/**
 * Reads the body of a request, within what its head allows, and only then lets WireMock have it: a slow body holds its
 * own connection and nothing else. Answers the control paths, which no stub can shadow, and everything while WireMock has
 * nothing to do.
 */
final class BodyHandler extends AbstractHandler {
    private static final String CONTROL = "/__batchbench/";
    private static final String READING = BodyReading.class.getName();

    private final Handler api;
    private final HostOptions options;
    private final EarlierRequests earlier;
    private volatile wiremock.org.eclipse.jetty.server.@Nullable Handler wireMock;

    /** @param earlier hears of the requests that are answered while there is no WireMock */
    BodyHandler(Handler api, HostOptions options, EarlierRequests earlier) {
        this.api = api;
        this.options = options;
        this.earlier = earlier;
    }

    /** From now on requests are passed on to WireMock. */
    void passOn(wiremock.org.eclipse.jetty.server.Handler handlers) {
        addManaged(handlers);
        wireMock = handlers;
    }

    @Override
    public void handle(
            String target,
            wiremock.org.eclipse.jetty.server.Request request,
            HttpServletRequest servlet,
            HttpServletResponse response)
            throws IOException, ServletException {
        Exchange exchange = new Exchange(target, request, response);
        BodyReading reading = (BodyReading) request.getAttribute(READING);
        if (request.getDispatcherType() == DispatcherType.ASYNC && reading != null) {
            request.removeAttribute(READING);
            try {
                answer(exchange, reading);
            } finally {
                reading.close();
            }
        } else if (request.getDispatcherType() == DispatcherType.REQUEST) {
            begin(exchange);
        } else {
            wireMock(target, request, servlet, response);
        }
    }

    private void wireMock(
            String target,
            wiremock.org.eclipse.jetty.server.Request request,
            HttpServletRequest servlet,
            HttpServletResponse response)
            throws IOException, ServletException {
        wiremock.org.eclipse.jetty.server.Handler handlers = wireMock;
        if (handlers != null) {
            handlers.handle(target, request, servlet, response);
        }
    }

    private record Exchange(
            String target, wiremock.org.eclipse.jetty.server.Request request, HttpServletResponse response) {
        Request head() {
            return RawRequest.of(request, Content.EMPTY);
        }

        boolean hasBody() {
            return request.getContentLengthLong() > 0 || request.getHttpFields().contains("Transfer-Encoding");
        }
    }

    private void begin(Exchange exchange) throws IOException, ServletException {
        Request head = exchange.head();
        if (!isReadable(head.query())) {
            refuse(exchange, 400, "The query of the URL has a '%' that is no escape.");
            return;
        }
        if (!exchange.hasBody()) {
            pass(exchange, head);
            return;
        }
        long announced = exchange.request().getContentLengthLong();
        if (announced > options.bodyLimit()) {
            refuse(exchange, 413, "The body is longer than " + options.bodyLimit() + " bytes.");
            return;
        }
        Handler control = options.control();
        Handler judge = control != null && isControl(head) ? control : api;
        long limit = Math.min(judge.bodyLimit(head), options.bodyLimit());
        if (announced > limit && (announced - limit > BodyReading.THROWN_AWAY || isWaitedFor(head))) {
            answerUnread(exchange, head.withBody(new UnreadBody(announced)));
            return;
        }
        AsyncContext async = exchange.request().startAsync();
        async.setTimeout(0);
        BodyReading reading = new BodyReading(
                async, exchange.request().getInputStream(), limit, options.bodyLimit(), options.spool());
        exchange.request().setAttribute(READING, reading);
        exchange.request().getInputStream().setReadListener(reading);
    }

    /** Whether the query can be decoded; WireMock fails where it cannot. */
    private static boolean isReadable(String query) {
        try {
            return URLDecoder.decode(query, StandardCharsets.UTF_8) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isWaitedFor(Request head) {
        return head.headers().first("Expect").isPresent();
    }

    private void answer(Exchange exchange, BodyReading reading) throws IOException, ServletException {
        Optional<BodyReading.Failure> failure = reading.failure();
        if (failure.isPresent()) {
            refuse(exchange, failure.get().status(), failure.get().reason());
            return;
        }
        Request request = exchange.head().withBody(reading.content());
        if (request.body() instanceof UnreadBody) {
            answerUnread(exchange, request);
        } else if (options.rawBodies() || !Packing.isPacked(request)) {
            pass(exchange, request);
        } else {
            unpack(exchange, request);
        }
    }

    private void unpack(Exchange exchange, Request request) throws IOException, ServletException {
        Optional<Content> body = Packing.unpack(request.body(), Math.min(api.bodyLimit(request), options.bodyLimit()));
        if (body.isEmpty()) {
            refuse(exchange, 400, "The body is not packed as its Content-Encoding says.");
        } else if (body.get() instanceof UnreadBody) {
            answerUnread(exchange, request.withBody(body.get()));
        } else {
            pass(exchange, request.withBody(body.get()));
        }
    }

    private void pass(Exchange exchange, Request request) throws IOException, ServletException {
        Handler control = options.control();
        if (control != null && isControl(request)) {
            exchange.request().setHandled(true);
            Response answer = control.handle(request);
            if (answer.body() instanceof EventBody events) {
                EventExchange.begin(exchange.request(), answer, events, exchange.response());
            } else {
                RawAnswer.send(answer, options.clock(), exchange.response());
            }
            return;
        }
        RequestJournal journal = options.requests();
        if (journal != null) {
            journal.begin(exchange.request(), request);
        }
        if (wireMock == null) {
            exchange.request().setHandled(true);
            RequestJournal.reached(exchange.request());
            Response answer = answer(request, EarlierRequests.Caller.of(exchange.request()));
            if (RawAnswer.isError(answer)) {
                RequestJournal.note(exchange.request(), answer.body());
            }
            RawAnswer.sendInChunks(answer, options.clock(), exchange.request(), exchange.response());
            return;
        }
        RawRequest.keep(exchange.request(), request);
        wireMock(exchange.target(), exchange.request(), exchange.request(), exchange.response());
    }

    /** The answer to who needs no connection; what it asks is known to be well-formed, and short. */
    Response ask(Request request) {
        RequestJournal journal = options.requests();
        RequestJournal.Begun begun = RequestJournal.begun(request);
        Response answer = answer(request, EarlierRequests.Caller.local(request));
        if (journal != null) {
            journal.add(options.service(), request, begun, answer);
        }
        return answer;
    }

    private Response answer(Request request, EarlierRequests.Caller caller) {
        EarlierRequests.Head head = earlier.head(request, caller);
        Response answer = RawAnswer.dated(RawAnswer.of(api, request), options.clock());
        earlier.note(head, answer);
        return answer;
    }

    private static boolean isControl(Request request) {
        return request.path().startsWith(CONTROL);
    }

    /** The API knows best what is wrong with a request whose body is too long: who sends it, or what. */
    private void answerUnread(Exchange exchange, Request request) throws IOException {
        exchange.request().setHandled(true);
        RawAnswer.sendAndClose(
                options.control() != null && isControl(request)
                        ? api.refuse(413, "The body is too long.", request.withBody(Content.EMPTY))
                        : api.handle(request),
                options.clock(),
                exchange.response());
    }

    private void refuse(Exchange exchange, int status, String reason) throws IOException {
        exchange.request().setHandled(true);
        RawAnswer.sendAndClose(api.refuse(status, reason, exchange.head()), options.clock(), exchange.response());
    }
}
