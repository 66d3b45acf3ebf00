package io.github.batchbench.fake.history;

import io.github.batchbench.fake.time.Engine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time of a history, in microseconds since its start, and its revision. Under the lock. */
final class Stopwatch {
    private final Engine engine;
    private Instant start;
    private long revision;

    Stopwatch(Engine engine) {
        this.engine = engine;
        this.start = engine.timeline().instant();
    }

    void restart() {
        start = engine.now();
        revision++;
    }

    Instant start() {
        return start;
    }

    /** Times before the start, which only what was there before has, are the start. */
    long micros(Instant at) {
        return Math.max(0, ChronoUnit.MICROS.between(start, at));
    }

    long now() {
        return micros(engine.now());
    }

    Instant instant() {
        return engine.now();
    }

    /** Something has changed: the number of its change. */
    long changed() {
        return ++revision;
    }

    long revision() {
        return revision;
    }
}
