package io.github.batchbench.fake.protocol.blob;

import io.github.batchbench.fake.blob.BlobError;
import io.github.batchbench.fake.blob.BlobKey;
import io.github.batchbench.fake.protocol.Request;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/**
 * A request, read.
 *
 * @param query parameters by lower-case name, decoded; of a repeated one the first
 * @param mayOverwrite false if the caller may only create
 */
record BlobCall(Request request, BlobTarget target, Map<String, String> query, boolean mayOverwrite) {
    BlobCall {
        query = Collections.unmodifiableMap(query);
    }

    BlobCall onlyCreating() {
        return new BlobCall(request, target, query, false);
    }

    BlobKey key() {
        return target.key();
    }

    String method() {
        return request.method();
    }

    /** A parameter, empty if it is not there. */
    String param(String name) {
        return query.getOrDefault(name, "");
    }

    /** The snapshot that is meant, empty for the blob itself. */
    String snapshot() {
        return param("snapshot");
    }

    /** A header that is there and not blank. */
    Optional<String> header(String name) {
        return request.headers().first(name).map(String::trim).filter(value -> !value.isEmpty());
    }

    String requiredHeader(String name) {
        return header(name)
                .orElseThrow(() -> BlobError.MISSING_REQUIRED_HEADER.exception().with("HeaderName", name));
    }

    Optional<Long> longHeader(String name) {
        return header(name).map(text -> {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException e) {
                throw invalid(name, text);
            }
        });
    }

    RuntimeException invalidHeader(String name) {
        return invalid(name, header(name).orElse(""));
    }

    private static RuntimeException invalid(String name, String value) {
        return BlobError.INVALID_HEADER_VALUE
                .exception()
                .with("HeaderName", name)
                .with("HeaderValue", value);
    }
}
