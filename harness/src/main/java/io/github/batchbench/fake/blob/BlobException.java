package io.github.batchbench.fake.blob;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that the service refuses. */
public final class BlobException extends RuntimeException {
    private final BlobError error;
    private int status;
    private @Nullable String notModelled;
    private final transient Map<String, String> details = new LinkedHashMap<>();

    BlobException(BlobError error, String message) {
        super(message);
        this.error = error;
        this.status = error.status();
    }

    /** Adds an element of the error body, such as {@code HeaderName}. */
    public BlobException with(String name, String value) {
        details.put(name, value);
        return this;
    }

    /** Says the name of what the fake does not do. */
    public BlobException withNotModelled(String what) {
        notModelled = what;
        return this;
    }

    /** The name of what the fake does not do, null if the refusal is the service's. */
    public @Nullable String notModelled() {
        return notModelled;
    }

    /** Answers another status than the error's own, as the service does when it hands on the refusal of another. */
    public BlobException withStatus(int otherStatus) {
        status = otherStatus;
        return this;
    }

    /** The HTTP status. */
    public int status() {
        return status;
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
