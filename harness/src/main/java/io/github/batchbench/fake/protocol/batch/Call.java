package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.Request;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A request that has passed the checks of the protocol.
 *
 * @param path the decoded values of the path's places, by name
 * @param query the query parameters, by name without regard to case
 * @param base scheme, host and port as the client knows them
 * @param body its body with names and types checked, empty if there is none
 * @param requestId the id that the service gave it
 * @param time when it arrived
 */
record Call(
        Operation operation,
        Map<String, String> path,
        Map<String, String> query,
        ApiVersion version,
        Request request,
        String base,
        Document body,
        String requestId,
        Instant time) {

    /** A value of the path. */
    String place(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException(operation.id() + " has no " + name + " in its path");
        }
        return value;
    }

    /** A query parameter. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** The URL of the request without its query. */
    String url() {
        return base + request.path();
    }
}
