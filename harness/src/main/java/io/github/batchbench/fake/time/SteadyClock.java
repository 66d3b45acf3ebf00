package io.github.batchbench.fake.time;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A clock that follows the wall clock, but for its leaps backwards: then it goes on at its own pace until the wall clock
 * has caught up. So what is due in ten seconds is due in ten seconds, whoever sets the machine's clock back meanwhile.
 * A leap forward is followed, as the machine may have slept. Thread-safe.
 */
public final class SteadyClock implements InstantSource {
    private final InstantSource wallClock;
    private final LongSupplier nanoTime;
    private Instant last;
    private long lastNanos;

    private SteadyClock(InstantSource wallClock, LongSupplier nanoTime) {
        this.wallClock = wallClock;
        this.nanoTime = nanoTime;
        this.last = wallClock.instant();
        this.lastNanos = nanoTime.getAsLong();
    }

    /** A steady clock that begins with what the wall clock says now. */
    public static SteadyClock over(InstantSource wallClock) {
        return over(wallClock, System::nanoTime);
    }

    /** The same, with this for {@link System#nanoTime}. */
    static SteadyClock over(InstantSource wallClock, LongSupplier nanoTime) {
        return new SteadyClock(wallClock, nanoTime);
    }

    @Override
    public synchronized Instant instant() {
        // In this order: a pause between the two must not put this clock ahead of the wall clock for good.
        Instant wall = wallClock.instant();
        long nanos = nanoTime.getAsLong();
        Instant paced = last.plusNanos(nanos - lastNanos);
        last = wall.isAfter(paced) ? wall : paced;
        lastNanos = nanos;
        return last;
    }
}
