package io.github.batchbench.azure.http;

import io.github.batchbench.azure.AzureException;
import io.github.batchbench.azure.waiting.Backoff;
import io.github.batchbench.azure.waiting.Pause;
import io.github.batchbench.redaction.Redaction;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Sends requests to Batch, again if they failed for a passing reason. The Batch SDK repeats what it should not (a
 * POST whose answer was lost) and does not repeat what it should (a throttled one).
 */
public final class Calls {
    private static final int NOT_FOUND = 404;

    private final Pause pause;
    private final Backoff backoff;
    private final Redaction redaction;

    /** Nothing that it says holds a secret that the redaction knows. */
    public Calls(Pause pause, Backoff backoff, Redaction redaction) {
        this.pause = pause;
        this.backoff = backoff;
        this.redaction = redaction;
    }

    /** A request with an answer. */
    public interface Call<T> {
        /** Sends it. */
        T get() throws IOException, InterruptedException;
    }

    /** A request whose answer says nothing. */
    public interface Action {
        /** Sends it. */
        void run() throws IOException, InterruptedException;
    }

    /** What takes secrets out of a text. */
    public Redaction redaction() {
        return redaction;
    }

    /** A request that may be sent twice without harm. */
    public <T> T repeatable(String what, Call<T> call) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return call.get();
            } catch (IOException | RuntimeException thrown) {
                pauseOrThrow(what, tries, failure(thrown));
            }
        }
    }

    /** The same of something that need not be there. */
    public <T> Optional<T> ifThere(String what, Call<T> call) throws InterruptedException {
        try {
            return Optional.of(repeatable(what, call));
        } catch (AzureException absent) {
            if (absent.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw absent;
        }
    }

    /** A request that makes something; "it exists" is success after a try whose answer was lost. */
    public void create(String what, String existsCode, Action call) throws InterruptedException {
        boolean uncertain = false;
        for (int tries = 1; ; tries++) {
            try {
                call.run();
                return;
            } catch (IOException | RuntimeException thrown) {
                Failure failure = failure(thrown);
                if (uncertain && failure.hasCode(existsCode)) {
                    return;
                }
                uncertain |= failure.uncertain();
                pauseOrThrow(what, tries, failure);
            }
        }
    }

    /** A request that ends something; one of the given codes says that this has been done already. */
    public void end(String what, Set<String> doneCodes, Action call) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                call.run();
                return;
            } catch (IOException | RuntimeException thrown) {
                Failure failure = failure(thrown);
                if (failure.code() != null && doneCodes.contains(failure.code())) {
                    return;
                }
                pauseOrThrow(what, tries, failure);
            }
        }
    }

    /** What the exception came to, unless it only says that this thread was interrupted. */
    public Failure failure(Exception thrown) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return Failure.of(thrown);
    }

    /** Whether there is a try left after this many; then the wait before it is over. */
    public boolean pausedBeforeTry(int failedTries, Failure failure) throws InterruptedException {
        if (!failure.passing() || failedTries >= backoff.tries()) {
            return false;
        }
        pause.pause(backoff.after(failedTries, failure.retryAfter()));
        return true;
    }

    private void pauseOrThrow(String what, int failedTries, Failure failure) throws InterruptedException {
        if (!pausedBeforeTry(failedTries, failure)) {
            throw failure.toException(what, redaction);
        }
    }
}
