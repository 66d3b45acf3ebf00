package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.Blob;
import io.github.batchbench.fake.blob.BlobContent;
import io.github.batchbench.fake.blob.BlobHeaders;
import io.github.batchbench.fake.blob.ContentStore;
import io.github.batchbench.fake.protocol.blob.message.BlobCall;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;

/**
 * Copies from another server on this machine. The service would fetch any public URL; the fake stays on the machine,
 * so that a test run offline cannot depend on the network.
 */
final class RemoteSource {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    /** What a server on the same machine may take to answer; the service's own limit is not known. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ContentStore store;
    private final RemoteServers servers;

    RemoteSource(ContentStore store, RemoteServers servers) {
        this.store = store;
        this.servers = servers;
    }

    CopySource.Opened open(CopySource source, BlobCall call) throws IOException {
        requireLoopback(source.uri(), call);
        HttpRequest request = request(source, call);
        Fetched fetched = new Fetched();
        BlobContent content = store.add(file -> fetched.headers = fetch(request, file, call));
        return new CopySource.Opened(
                blob(content, fetched.headers),
                content,
                call.header("x-ms-source-range").isPresent());
    }

    private static HttpRequest request(CopySource source, BlobCall call) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(source.uri()).timeout(PATIENCE);
            call.header("x-ms-source-range").ifPresent(range -> request.header("Range", range));
            return request.build();
        } catch (IllegalArgumentException e) {
            throw call.invalidHeader("x-ms-copy-source");
        }
    }

    private static final class Fetched {
        private HttpHeaders headers = HttpHeaders.of(Map.of(), (name, value) -> true);
    }

    private HttpHeaders fetch(HttpRequest request, Path file, BlobCall call) throws IOException {
        try {
            HttpResponse<Path> response = servers.client().send(request, HttpResponse.BodyHandlers.ofFile(file));
            if (response.statusCode() / 100 != 2) {
                throw CopySource.unverified(
                        call,
                        response.statusCode(),
                        response.headers().firstValue("x-ms-error-code").orElse(""),
                        "The copy source answered " + response.statusCode() + ".");
            }
            return response.headers();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CopySource.unverified(call, 500, "", "The copy was interrupted.");
        } catch (SSLHandshakeException e) {
            throw CopySource.unverified(
                    call, 404, "", "The copy source cannot be reached, for its certificate is not trusted here.");
        } catch (IOException e) {
            throw CopySource.unverified(call, 404, "", "The copy source cannot be reached.");
        }
    }

    private static Blob blob(BlobContent content, HttpHeaders headers) {
        BlobHeaders ownHeaders = new BlobHeaders(
                headers.firstValue("Content-Type").orElse("application/octet-stream"),
                headers.firstValue("Content-Encoding").orElse(null),
                headers.firstValue("Content-Language").orElse(null),
                headers.firstValue("Content-Disposition").orElse(null),
                headers.firstValue("Cache-Control").orElse(null),
                headers.firstValue("Content-MD5").orElse(null));
        return Blob.foreign(content, ownHeaders);
    }

    private static void requireLoopback(URI uri, BlobCall call) {
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!http || !LOOPBACK.matcher(uri.getHost()).matches()) {
            throw CopySource.unverified(
                    call, 404, "", "The fake copies only from itself and from servers on this machine.");
        }
    }
}
