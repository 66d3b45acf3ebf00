package io.github.batchbench.fake.account;

import io.github.batchbench.fake.time.Timeline;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Hears of events of this thread's timelines that failed; the timeline itself only logs them, and goes on. */
final class EventFailures extends Handler implements AutoCloseable {
    private static final Logger TIMELINE = Logger.getLogger(Timeline.class.getName());

    private final Thread thread = Thread.currentThread();
    private @Nullable Throwable failure;

    EventFailures() {
        TIMELINE.addHandler(this);
    }

    /** Throws what an event has thrown. */
    void check() {
        if (failure != null) {
            throw new AssertionError("an event of the timeline failed: " + failure, failure);
        }
    }

    @Override
    public void publish(LogRecord logged) {
        if (Thread.currentThread().equals(thread) && failure == null) {
            failure = logged.getThrown();
        }
    }

    @Override
    public void flush() {
        // Nothing is kept back.
    }

    @Override
    public void close() {
        TIMELINE.removeHandler(this);
    }
}
