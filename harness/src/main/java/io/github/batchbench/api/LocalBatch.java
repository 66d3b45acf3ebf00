package io.github.batchbench.api;

import io.github.batchbench.azure.LocalService;
import io.github.batchbench.fake.protocol.Content;
import io.github.batchbench.fake.protocol.Headers;
import io.github.batchbench.fake.protocol.Headers.Header;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.Response;
import io.github.batchbench.fake.server.WireMockHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The kit's own way to a fake's Batch account: the same requests, signed, answered, remembered and noted as those that come over a
 * connection, on the caller's thread. Once WireMock is there, which may have stubs and faults, they go over a connection.
 */
record LocalBatch(WireMockHost host) implements LocalService {
    private static final String AGENT = "batchbench";

    @Override
    public Optional<Answer> ask(String method, URI uri, Map<String, String> headers, byte[] body) {
        List<Header> lines = new ArrayList<>();
        lines.add(new Header("Host", uri.getAuthority()));
        lines.add(new Header("User-Agent", AGENT));
        lines.add(new Header("Content-Length", Integer.toString(body.length)));
        headers.forEach((name, value) -> lines.add(new Header(name, value)));
        String query = uri.getRawQuery();
        return host.ask(new Request(
                        method, uri.getRawPath(), query == null ? "" : query, Headers.of(lines), Content.of(body)))
                .map(LocalBatch::answer);
    }

    private static Answer answer(Response response) {
        try {
            return new Answer(
                    response.status(),
                    response.headers()::first,
                    response.body().bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
