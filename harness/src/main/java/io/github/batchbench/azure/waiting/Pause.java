package io.github.batchbench.azure.waiting;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The time that waiting goes by. With a fake on virtual time, to pause means to let that time go on; everywhere else it
 * means to sleep. Thread-safe.
 */
public interface Pause {
    /** The machine's own time. */
    Pause REAL = new Pause() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public Instant steady() {
            return Instant.EPOCH.plusNanos(System.nanoTime());
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        }
    };

    /** The present. */
    Instant now();

    /** What only durations are measured by: it does not leap when somebody sets the clock, and says nothing else. */
    default Instant steady() {
        return now();
    }

    /** Returns when the duration has passed. */
    void pause(Duration duration) throws InterruptedException;

    /** A mark in what has happened so far, to be set before a question whose answer {@link #pauseAfter} waits for. */
    default long mark() {
        return 0;
    }

    /**
     * A pause between two questions to the account: it may end as soon as something has happened there since the mark. A
     * live account does not tell, so there the whole duration passes.
     */
    default void pauseAfter(long mark, Duration duration) throws InterruptedException {
        pause(duration);
    }
}
