package io.github.batchbench.fake.server;

import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Handler;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import wiremock.jakarta.servlet.DispatcherType;
import wiremock.jakarta.servlet.ServletException;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.HandlerWrapper;

/**
 * Stands before everything else: refuses what only a web page or a rebound name would send, and WireMock's own paths
 * unless they are switched on.
 */
final class AccessHandler extends HandlerWrapper {
    private static final String ADMIN = "/__admin";
    private static final String FILES = "/__files";
    private static final String PORTAL = "/__batchbench/portal/";

    /** What a host answers by itself, and no service knows. */
    private static final Set<String> UNKNOWN_METHODS = Set.of("CONNECT", "TRACE");

    private final Handler api;
    private final HostOptions options;

    AccessHandler(Handler api, HostOptions options) {
        this.api = api;
        this.options = options;
    }

    @Override
    public void handle(String target, Request request, HttpServletRequest servlet, HttpServletResponse response)
            throws IOException, ServletException {
        Optional<Refusal> refusal =
                request.getDispatcherType() == DispatcherType.REQUEST ? refusal(target, request) : Optional.empty();
        if (refusal.isEmpty()) {
            super.handle(target, request, servlet, response);
            return;
        }
        request.setHandled(true);
        RawAnswer.sendAndClose(
                api.refuse(refusal.get().status(), refusal.get().reason(), RawRequest.of(request, Content.EMPTY)),
                options.clock(),
                response);
    }

    private record Refusal(int status, String reason) {}

    private Optional<Refusal> refusal(String target, Request request) {
        String host = request.getHttpFields().get("Host");
        if (host != null && !options.names().contains(host)) {
            return Optional.of(
                    new Refusal(
                            403,
                            "The fake answers only to localhost, loopback addresses and its accounts' names, not to this Host."));
        }
        boolean own = isBelow(ADMIN, request.getRequestURI()) || isBelow(ADMIN, target) || isBelow(FILES, target);
        if (request.getHttpFields().get("Origin") != null && (own || !api.servesWebPages()) && !isOwnPage(request)) {
            return Optional.of(new Refusal(403, "The fake does not answer web pages (the request has an Origin)."));
        }
        if (UNKNOWN_METHODS.contains(request.getMethod())) {
            return Optional.of(new Refusal(405, "There is no " + request.getMethod() + " here."));
        }
        if (!options.adminApi() && (isBelow(ADMIN, request.getRequestURI()) || isBelow(ADMIN, target))) {
            return Optional.of(
                    new Refusal(404, "WireMock's admin API is off here: use its Java API, or switch it on."));
        }
        if (isBelow(FILES, target)) {
            return Optional.of(new Refusal(404, "WireMock's files are not served here."));
        }
        return Optional.empty();
    }

    /** The portal's page, which comes from here; what it proves itself with is looked at later. */
    private boolean isOwnPage(Request request) {
        return options.control() != null
                && request.getRequestURI().startsWith(PORTAL)
                && RawRequest.of(request, Content.EMPTY).isOfOwnPage();
    }

    private static boolean isBelow(String folder, String path) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }
}
