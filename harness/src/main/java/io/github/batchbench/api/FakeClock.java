package io.github.batchbench.api;

import io.github.batchbench.fake.time.Happenings;
import io.github.batchbench.fake.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * The time that the fake lives in: the machine's, or virtual time that a test moves. Everything with a time in it
 * follows: allocation, limits, retention, schedules, SAS expiry, {@code Last-Modified}. Thread-safe.
 */
public final class FakeClock implements InstantSource {
    private final Timeline timeline;
    private final BooleanSupplier busy;

    /**
     * The clock of a timeline.
     *
     * @param busy whether something runs that only real time brings to an end; asked under the lock
     */
    FakeClock(Timeline timeline, BooleanSupplier busy) {
        this.timeline = timeline;
        this.busy = busy;
    }

    /** From now on time stands still, but for {@link #advance} and {@link #pass}. */
    public void virtual() {
        timeline.virtual();
    }

    /**
     * From now on virtual time skips by itself to what the service does next (allocation, boot, a scripted task's end, a
     * resize time-out) whenever no process runs. It does not skip to deadlines and recurrences (limits, retention,
     * schedules, evaluations of formulas): {@link #advance} moves on to those.
     */
    public void skipAhead() {
        timeline.skipAhead(busy);
    }

    /** Whether time is virtual. */
    public boolean isVirtual() {
        return timeline.isVirtual();
    }

    @Override
    public Instant instant() {
        return timeline.instant();
    }

    /**
     * Moves virtual time on; what falls due on the way has happened when this returns. Processes go on in their own,
     * real time.
     *
     * @throws IllegalStateException if time is real
     * @throws IllegalArgumentException if the duration is negative
     */
    public void advance(Duration duration) {
        timeline.advance(duration);
    }

    /**
     * Moves virtual time to the next thing that happens by itself, and lets it happen.
     *
     * @return what time it is then; as before if nothing is to happen
     * @throws IllegalStateException if time is real
     */
    public Instant advanceToNext() {
        return timeline.advanceToNext();
    }

    /** What happens in the fake, counted. */
    Happenings happenings() {
        return timeline.happenings();
    }

    /**
     * Waits as a client would. In real time that is to sleep. In virtual time it is to advance from event to event, each
     * time once no process runs any more, or the duration has passed in real time too.
     */
    public void pass(Duration duration) throws InterruptedException {
        timeline.pass(duration, busy);
    }
}
