package io.github.batchbench.api;

import io.github.batchbench.azure.waiting.Pause;
import java.time.Duration;
import java.time.Instant;

/**
 * Waits by a fake's clock: in virtual time a wait costs nothing once no process runs any more, in real time whoever waits for
 * something is woken when it may have happened.
 */
record FakePause(FakeClock clock) implements Pause {
    /** Where something happens all the time, the account is not asked all the time. */
    private static final int LEAST_PART = 50;

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        clock.pass(duration);
    }

    @Override
    public long mark() {
        return clock.happenings().count();
    }

    /** In virtual time it is a pause as any other, so that the same calls give the same run. */
    @Override
    public void pauseAfter(long mark, Duration duration) throws InterruptedException {
        if (clock.isVirtual()) {
            clock.pass(duration);
            return;
        }
        Duration least = duration.dividedBy(LEAST_PART);
        clock.pass(least);
        clock.happenings().awaitMoreThan(mark, duration.minus(least));
    }
}
