package io.github.batchbench.azure;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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

    /**
     * A request.
     *
     * @param uri with its query, all of it percent-encoded
     * @param body empty for none
     */
    record Message(String method, URI uri, Map<String, String> headers, byte[] body) {}

    /**
     * An answer, whatever its status.
     *
     * @param header the first value of a header by its name in any case
     */
    record Answer(int status, Function<String, Optional<String>> header, byte[] body) {}
}
