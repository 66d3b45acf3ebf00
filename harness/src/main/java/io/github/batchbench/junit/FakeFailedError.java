package io.github.batchbench.junit;

import io.github.batchbench.fake.time.InternalFailures.InternalFailure;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** The fake itself has failed while a test ran: whatever the test saw, it cannot be trusted. */
final class FakeFailedError extends AssertionError {
    @Serial
    private static final long serialVersionUID = 1L;

    private FakeFailedError(String message, Throwable cause) {
        super(message, cause);
    }

    static FakeFailedError of(String test, List<InternalFailure> failures) {
        FakeFailedError error = new FakeFailedError(
                "While " + test + " ran, the fake itself failed, which is a defect of Batchbench and not of the test:"
                        + failures.stream().map(failure -> "\n  " + failure).collect(Collectors.joining()),
                failures.get(0).cause());
        failures.stream().skip(1).forEach(failure -> error.addSuppressed(failure.cause()));
        return error;
    }
}
