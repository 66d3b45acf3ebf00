package io.github.batchbench.fake.time;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is to happen on a timeline, by time and then by the order of scheduling. Under the timeline's lock. */
final class EventQueue {
    private final TreeSet<Planned> events = new TreeSet<>(Planned::before);
    private long scheduled;
    private long steps;
    private boolean closed;

    private final class Planned implements Timeline.Event {
        private final Instant at;
        private final long order;
        private final Runnable action;
        private final boolean step;

        private Planned(Instant at, long order, Runnable action, boolean step) {
            this.at = at;
            this.order = order;
            this.action = action;
            this.step = step;
        }

        private int before(Planned other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }

        @Override
        public Instant at() {
            return at;
        }

        /** It counts no more; no effect once it has happened. */
        @Override
        public void cancel() {
            if (events.remove(this) && step) {
                steps--;
            }
        }
    }

    /**
     * Adds an event; after the end it is not to happen any more.
     *
     * @param step whether time skips ahead to it
     */
    Timeline.Event add(Instant at, Runnable action, boolean step) {
        Planned event = new Planned(at, scheduled++, action, step);
        if (!closed) {
            events.add(event);
            steps += step ? 1 : 0;
        }
        return event;
    }

    /** Cancels all events whose action is such a one. */
    void cancel(Predicate<Runnable> actions) {
        List.copyOf(events).stream().filter(event -> actions.test(event.action)).forEach(Planned::cancel);
    }

    /** When the next event is due, null if there is none. */
    @Nullable
    Instant next() {
        return events.isEmpty() ? null : events.first().at;
    }

    /** Whether there is one that time skips ahead to. */
    boolean hasSteps() {
        return steps > 0;
    }

    /** Takes out the next event if it is due by then; null if none is. */
    @Nullable
    Runnable takeDue(Instant until) {
        Planned event = events.isEmpty() ? null : events.first();
        if (event == null || event.at.isAfter(until)) {
            return null;
        }
        event.cancel();
        return event.action;
    }

    /** Nothing more happens. */
    void close() {
        closed = true;
        steps = 0;
        events.clear();
    }

    boolean isClosed() {
        return closed;
    }
}
