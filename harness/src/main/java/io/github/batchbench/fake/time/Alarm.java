package io.github.batchbench.fake.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the one thread that waits for it at some time, or when something is to be sooner than that. Nothing else wakes it:
 * to wake a thread takes longer than many a request. Under the lock.
 */
final class Alarm {
    private final Condition ringing;
    private @Nullable Instant at;
    private boolean rung;

    Alarm(Lock lock) {
        this.ringing = lock.newCondition();
    }

    /**
     * Waits until then, or until it rings.
     *
     * @param next null: until it rings
     */
    void await(Instant now, @Nullable Instant next) throws InterruptedException {
        at = next;
        rung = false;
        long left = next == null ? Long.MAX_VALUE : TimeUnit.NANOSECONDS.convert(Duration.between(now, next));
        while (!rung && left > 0) {
            left = ringing.awaitNanos(left);
        }
    }

    /**
     * Rings now if it would ring later than this.
     *
     * @param next null: nothing that it should ring for
     */
    void bringForward(@Nullable Instant next) {
        if (next != null && (at == null || next.isBefore(at))) {
            at = next;
            ring();
        }
    }

    /** Rings. */
    void ring() {
        rung = true;
        ringing.signalAll();
    }
}
