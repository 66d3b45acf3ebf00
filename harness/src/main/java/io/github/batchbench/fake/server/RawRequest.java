package io.github.batchbench.fake.server;

import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import wiremock.org.eclipse.jetty.http.HttpField;

/**
 * The request as it came over the wire, kept for the thread that serves it: what WireMock passes on is decoded here
 * and there (bodies unzipped, header lines of one name merged).
 */
final class RawRequest {
    private static final String KEPT = RawRequest.class.getName();

    private static final ThreadLocal<Request> CURRENT = new ThreadLocal<>();
    private static final ThreadLocal<wiremock.org.eclipse.jetty.server.Request> SERVED = new ThreadLocal<>();

    private RawRequest() {}

    static Optional<Request> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** The request that {@link #keep} was given, with its body. */
    static Optional<Request> kept(wiremock.org.eclipse.jetty.server.Request request) {
        return Optional.ofNullable((Request) request.getAttribute(KEPT));
    }

    static void keep(wiremock.org.eclipse.jetty.server.Request request, Request read) {
        request.setAttribute(KEPT, read);
    }

    static void set(Request request, wiremock.org.eclipse.jetty.server.Request served) {
        CURRENT.set(request);
        SERVED.set(served);
    }

    static void clear() {
        CURRENT.remove();
        SERVED.remove();
    }

    /** The service itself sees the current request. */
    static void noteReached() {
        wiremock.org.eclipse.jetty.server.Request served = SERVED.get();
        if (served != null) {
            RequestJournal.reached(served);
        }
    }

    /** The answer says that something is wrong with the current request. */
    static void noteError(Content error) {
        wiremock.org.eclipse.jetty.server.Request served = SERVED.get();
        if (served != null) {
            RequestJournal.note(served, error);
        }
    }

    static Request of(wiremock.org.eclipse.jetty.server.Request request, Content body) {
        List<Header> lines = new ArrayList<>();
        for (HttpField field : request.getHttpFields()) {
            String value = field.getValue();
            lines.add(new Header(field.getName(), value == null ? "" : value));
        }
        String query = request.getQueryString();
        return new Request(
                request.getMethod().toUpperCase(Locale.ROOT),
                request.getRequestURI(),
                query == null ? "" : query,
                Headers.of(lines),
                body,
                request.isSecure());
    }
}
