package io.github.batchbench.fake.protocol.arm;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.Request;
import io.github.batchbench.fake.protocol.identity.ServicePrincipal;
import java.util.Map;
import java.util.Optional;

/**
 * A request that has passed the checks of the protocol.
 *
 * @param names what stands in the path in place of the route's variables, decoded
 * @param query the query parameters, by name without regard to case
 * @param body empty if there is none
 * @param caller who sends it; empty for who may do everything
 */
record ArmCall(
        Request request,
        Map<String, String> names,
        Map<String, String> query,
        Document body,
        Optional<ServicePrincipal> caller) {
    /** What stands in the path for a variable of the route. */
    String name(String variable) {
        String value = names.get(variable);
        if (value == null) {
            throw new IllegalArgumentException("There is no {" + variable + "} in the route of " + request.path());
        }
        return value;
    }

    /** A query parameter. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** The version that is asked for, a date. */
    String version() {
        return query.getOrDefault("api-version", "");
    }

    /** Scheme and host that the client knows the API by. */
    String origin() {
        return request.origin();
    }
}
