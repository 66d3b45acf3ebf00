package io.github.batchbench.azure.waiting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time that goes by only when somebody waits, and remembers the waits. */
public final class SteppedPause implements Pause {
    private final List<Duration> waits = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Duration leapOfTheClock = Duration.ZERO;

    @Override
    public Instant now() {
        return now.plus(leapOfTheClock);
    }

    @Override
    public Instant steady() {
        return now;
    }

    /** From the next wait on the clock is that far ahead. */
    public void leap(Duration leap) {
        leapOfTheClock = leap;
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        waits.add(duration);
        now = now.plus(duration);
    }

    public List<Duration> waits() {
        return waits;
    }
}
