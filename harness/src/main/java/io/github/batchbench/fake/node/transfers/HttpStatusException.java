package io.github.batchbench.fake.node.transfers;

import java.io.IOException;
import java.net.URI;
import java.util.Set;

/** A storage service answered, but not with what was asked for. The message has no query: a SAS is a secret. */
final class HttpStatusException extends IOException {
    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

    private final int status;

    HttpStatusException(String method, URI uri, int status, String errorCode) {
        super(method + " " + Transfer.withoutQuery(uri) + ": " + status + " " + errorCode);
        this.status = status;
    }

    int status() {
        return status;
    }

    /** Whether the same request may succeed later. */
    boolean passing() {
        return PASSING.contains(status);
    }
}
