package io.github.batchbench.azure.http;

import io.github.batchbench.azure.LocalService.Answer;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Carries requests to a Batch account, together with what the account wants to see of who sends them. Thread-safe. */
interface BatchTransport extends AutoCloseable {
    /** Where the account is. */
    URI endpoint();

    /**
     * Sends a request.
     *
     * @throws IOException if there is no answer, or not a whole one
     */
    Answer send(Message message) throws IOException, InterruptedException;

    /** Lets go of connections and threads. */
    @Override
    void close();

    /** A request. Who makes one gives its bytes away. */
    final class Message {
        private final String method;
        private final URI uri;
        private final Map<String, String> headers;
        private final byte[] body;

        /** The address has its query, all of it percent-encoded; a body of no bytes is none. */
        Message(String method, URI uri, Map<String, String> headers, byte[] body) {
            this.method = method;
            this.uri = uri;
            this.headers = headers;
            this.body = body;
        }

        String method() {
            return method;
        }

        URI uri() {
            return uri;
        }

        Map<String, String> headers() {
            return headers;
        }

        byte[] body() {
            return body;
        }
    }
}
