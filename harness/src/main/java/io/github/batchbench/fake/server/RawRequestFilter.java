package io.github.batchbench.fake.server;

import io.github.batchbench.fake.protocol.Content;
import java.io.IOException;
import wiremock.jakarta.servlet.Filter;
import wiremock.jakarta.servlet.FilterChain;
import wiremock.jakarta.servlet.ServletException;
import wiremock.jakarta.servlet.ServletRequest;
import wiremock.jakarta.servlet.ServletResponse;
import wiremock.org.eclipse.jetty.server.Request;

/**
 * Keeps the request as it came over the wire for the thread that serves it. The request is passed on unwrapped: behind a
 * wrapper WireMock doubles headers that differ only in case.
 */
final class RawRequestFilter implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Request jetty = (Request) request;
        RawRequest.set(RawRequest.kept(jetty).orElseGet(() -> RawRequest.of(jetty, Content.EMPTY)), jetty);
        // WireMock would read a form, and fail at one that is none. The header stays as it is.
        jetty.setContentType("application/octet-stream");
        try {
            chain.doFilter(request, response);
        } finally {
            RawRequest.clear();
        }
    }
}
