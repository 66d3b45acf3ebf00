package io.github.batchbench.fake.server;

import io.github.batchbench.fake.protocol.Content;
import java.io.IOException;
import wiremock.jakarta.servlet.Filter;
import wiremock.jakarta.servlet.FilterChain;
import wiremock.jakarta.servlet.ServletException;
import wiremock.jakarta.servlet.ServletRequest;
import wiremock.jakarta.servlet.ServletResponse;

/**
 * Takes the request off the wire before WireMock decodes it. The request is passed on unwrapped: behind a wrapper
 * WireMock doubles headers that differ only in case.
 */
final class RawRequestFilter implements Filter {
    private final HostOptions options;

    RawRequestFilter(HostOptions options) {
        this.options = options;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var jetty = (wiremock.org.eclipse.jetty.server.Request) request;
        if (!options.rawBodies()) {
            serve(jetty, RawRequest.LEFT_TO_WIREMOCK, response, chain);
            return;
        }
        try (SpooledBody body =
                SpooledBody.read(request.getInputStream(), request.getContentLengthLong(), options.spool())) {
            serve(jetty, body, response, chain);
        }
    }

    private static void serve(
            wiremock.org.eclipse.jetty.server.Request request,
            Content body,
            ServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        RawRequest.set(RawRequest.of(request, body));
        try {
            chain.doFilter(request, response);
        } finally {
            RawRequest.clear();
        }
    }
}
