package io.github.batchbench.fake.subscription;

import org.jspecify.annotations.Nullable;

/** A request that Resource Manager or one of its providers refuses. */
public final class ResourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final @Nullable String notModelled;

    /**
     * A refusal.
     *
     * @param status HTTP status
     * @param notModelled the name of what the fake does not do, null if the refusal is the service's
     */
    public ResourceException(int status, String code, String message, @Nullable String notModelled) {
        super(message);
        this.status = status;
        this.code = code;
        this.notModelled = notModelled;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** As it stands in the answer. */
    public String code() {
        return code;
    }

    /** In words, without secrets. */
    public String words() {
        return String.valueOf(getMessage());
    }

    /** The name of what the fake does not do, null if the refusal is the service's. */
    public @Nullable String notModelled() {
        return notModelled;
    }
}
