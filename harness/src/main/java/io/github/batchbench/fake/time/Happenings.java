package io.github.batchbench.fake.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what happens in a fake by itself and what changes its state there, for whoever waits for the next thing: they need not ask
 * again and again. Thread-safe.
 */
public final class Happenings {
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile long count;

    Happenings() {}

    /** How many things have happened so far. */
    public long count() {
        return count;
    }

    /** One more thing. Under the timeline's lock, so that nobody else counts. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    public void another() {
        count++;
        if (waiting.get() > 0) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** Returns once more has happened than this, or the real time is over. */
    public void awaitMoreThan(long seen, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        // Announced before the count is read: whoever counts after that, tells.
        waiting.incrementAndGet();
        try {
            synchronized (this) {
                for (long left = atMost.toNanos(); count == seen && left > 0; left = end - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                }
            }
        } finally {
            waiting.decrementAndGet();
        }
    }
}
