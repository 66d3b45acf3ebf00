package io.github.batchbench.fake.server;

import com.github.tomakehurst.wiremock.http.HttpResponder;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestHandler;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Shows WireMock's stubs the request that was read before them, in place of one that WireMock reads itself. */
final class RawStubs implements RequestHandler {
    private final StubRequestHandler stubs;
    private final HostOptions options;

    RawStubs(StubRequestHandler stubs, HostOptions options) {
        this.stubs = stubs;
        this.options = options;
    }

    @Override
    public void handle(Request request, HttpResponder responder, @Nullable ServeEvent event) {
        stubs.handle(new StubbedRequest(request, options.rawBodies() ? new byte[0] : body()), responder, event);
    }

    private static byte[] body() {
        try {
            return RawRequest.current().orElseThrow().body().bytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
