package io.github.batchbench.fake.time;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What has gone wrong in the fake itself: defects of Batchbench, never answers of the service. The timeline reports
 * events that fail; node agents and protocols report what they would otherwise only log. A test whose fake has one has
 * failed, whatever else it saw. A reset of the account keeps them. Thread-safe.
 */
public final class InternalFailures {
    private static final System.Logger LOG = System.getLogger(InternalFailures.class.getName());

    /** So many are kept; the first ones tell most. */
    private static final int KEPT = 100;

    /**
     * One failure.
     *
     * @param at when, on the fake's clock
     * @param where what the fake was doing, for people
     * @param cause what was thrown, with its stack trace
     */
    public record InternalFailure(Instant at, String where, Throwable cause) {
        @Override
        public String toString() {
            return at + " " + where + ": " + cause;
        }
    }

    private final Timeline timeline;
    private final List<InternalFailure> failures = new ArrayList<>();

    InternalFailures(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Something in the fake has failed while it was doing this. */
    public void report(String where, Throwable cause) {
        InternalFailure failure = new InternalFailure(timeline.instant(), where, cause);
        synchronized (failures) {
            if (failures.size() < KEPT) {
                failures.add(failure);
            }
        }
    }

    /** Runs an event of the timeline: one that fails must not take the time, or whoever happens to give the lock back, with it. */
    void reporting(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "An event of the fake's timeline failed", e);
            report("an event of the timeline", e);
        }
    }

    /** All that have not been taken, the oldest first, at most a hundred. */
    public List<InternalFailure> all() {
        synchronized (failures) {
            return List.copyOf(failures);
        }
    }

    /** The same, and they are forgotten: for whoever fails the test that caused them. */
    public List<InternalFailure> take() {
        synchronized (failures) {
            List<InternalFailure> taken = List.copyOf(failures);
            failures.clear();
            return taken;
        }
    }

    /**
     * Takes them, and throws if there are any.
     *
     * @throws IllegalStateException that names them, with the stack traces of all
     */
    public void check() {
        List<InternalFailure> taken = take();
        if (taken.isEmpty()) {
            return;
        }
        IllegalStateException failed = new IllegalStateException(
                "The fake itself failed, which is a defect of Batchbench: " + taken.get(0)
                        + (taken.size() == 1 ? "" : " and " + (taken.size() - 1) + " more"),
                taken.get(0).cause());
        taken.stream().skip(1).forEach(failure -> failed.addSuppressed(failure.cause()));
        throw failed;
    }
}
