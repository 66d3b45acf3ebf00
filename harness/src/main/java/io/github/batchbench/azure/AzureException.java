package io.github.batchbench.azure;

import io.github.batchbench.Internal;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A service refused a request, or could not be reached for long enough. The message names both and holds no secret. */
public final class AzureException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String code;

    /** The message holds no secret. */
    @Internal
    public AzureException(String message, int status, @Nullable String code) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** The HTTP status, 0 if there was no answer. */
    public int status() {
        return status;
    }

    /** The service's error code, for example {@code PoolNotFound}; null if it gave none. */
    public @Nullable String code() {
        return code;
    }
}
