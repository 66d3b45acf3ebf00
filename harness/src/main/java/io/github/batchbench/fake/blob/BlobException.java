package io.github.batchbench.fake.blob;

import java.util.LinkedHashMap;
import java.util.Map;

/** A request that the service refuses. */
public final class BlobException extends RuntimeException {
    private final BlobError error;
    private final transient Map<String, String> details = new LinkedHashMap<>();

    BlobException(BlobError error, String message) {
        super(message);
        this.error = error;
    }

    /** Adds an element of the error body, such as {@code HeaderName}. */
    public BlobException with(String name, String value) {
        details.put(name, value);
        return this;
    }

    /** What was refused. */
    public BlobError error() {
        return error;
    }

    /** Further elements of the error body, in order. */
    public Map<String, String> details() {
        return details;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
