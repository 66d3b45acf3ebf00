package io.github.batchbench.api;

import java.io.Serial;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Some of what was set up could not be taken down; the suppressed exceptions say what and why. */
public final class TearDownException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    TearDownException() {}

    void add(String what, Exception cause) {
        addSuppressed(new IllegalStateException(what + ": " + cause.getMessage(), cause));
    }

    @Override
    public String getMessage() {
        return Arrays.stream(getSuppressed())
                .map(Throwable::getMessage)
                .collect(Collectors.joining("; ", "Could not be taken down: ", "."));
    }
}
