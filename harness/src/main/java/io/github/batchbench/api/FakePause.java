package io.github.batchbench.api;

import io.github.batchbench.azure.waiting.Pause;
import java.time.Duration;
import java.time.Instant;

/** Waits by a fake's clock: in virtual time a wait costs nothing once no process runs any more. */
record FakePause(FakeClock clock) implements Pause {
    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        clock.pass(duration);
    }
}
