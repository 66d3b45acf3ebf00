package io.github.batchbench.azure;

import io.github.batchbench.Internal;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A service in this JVM, which can be asked without a connection. Thread-safe. */
@Internal
public interface LocalService {
    /**
     * What it answers, as it would over a connection.
     *
     * @param method the HTTP method in upper case
     * @param uri with its query, all of it percent-encoded
     * @param headers all but {@code Host} and {@code Content-Length}
     * @param body empty if there is none; not changed any more
     * @return nothing while it can be asked over a connection only
     */
    Optional<Answer> ask(String method, URI uri, Map<String, String> headers, byte[] body);

    /** An answer. Who makes one gives its bytes away. */
    final class Answer {
        private final int status;
        private final Function<String, Optional<String>> headers;
        private final byte[] body;

        /** The headers are looked up by their names in any case. */
        public Answer(int status, Function<String, Optional<String>> headers, byte[] body) {
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }

        /** The first header of this name, in any case. */
        public Optional<String> header(String name) {
            return headers.apply(name);
        }

        /** The body, perhaps of no bytes. */
        public byte[] body() {
            return body;
        }
    }
}
