package io.github.batchbench.junit;

import io.github.batchbench.api.NotModelled;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** A test has met something that the fake does not do. */
final class NotModelledError extends AssertionError {
    @Serial
    private static final long serialVersionUID = 1L;

    private NotModelledError(String message) {
        super(message);
    }

    static NotModelledError of(String test, List<NotModelled.Call> calls) {
        return new NotModelledError(test + " asked for what the fake does not do, and was answered 501:"
                + calls.stream().distinct().map(call -> "\n  " + call).collect(Collectors.joining())
                + "\nWhether the service would have done it is not known here: try this test on a live account.");
    }
}
