package io.github.batchbench.fake.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the one thread that waits for it at some time, which others may bring forward. What leaves the time as it is wakes nobody: to wake a
 * thread takes longer than many a request. Under the lock.
 */
final class Alarm {
    private final Condition ringing;
    private @Nullable Instant at;

    Alarm(Lock lock) {
        this.ringing = lock.newCondition();
    }

    /**
     * Waits until then, or for less.
     *
     * @param next null: until it is brought forward
     */
    void await(Instant now, @Nullable Instant next) throws InterruptedException {
        at = next;
        if (next == null) {
            ringing.await();
        } else {
            // However it wakes, whoever waits looks again.
            long ignored =
                    ringing.awaitNanos(Math.max(1, Duration.between(now, next).toNanos()));
        }
    }

    /**
     * It is to ring at this time at the latest.
     *
     * @param next null: whenever it would
     */
    void bringForward(@Nullable Instant next) {
        if (next != null && (at == null || next.isBefore(at))) {
            at = next;
            ringing.signalAll();
        }
    }

    /** It rings. */
    void ring() {
        ringing.signalAll();
    }
}
