package io.github.batchbench.fake.time;

import java.time.Instant;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen on a timeline, by time and then by the order of scheduling: a binary heap whose events know their places, so that
 * cancelling one costs no more than adding it and leaves nothing behind. Under the timeline's lock.
 */
final class EventQueue {
    private static final int GONE = -1;

    private Planned[] heap = new Planned[16];
    private int size;
    private long scheduled;
    private long steps;
    private boolean closed;

    private final class Planned implements Timeline.Event {
        private final Instant at;
        private final long order;
        private final Runnable action;
        private final boolean step;
        private int place = GONE;

        private Planned(Instant at, long order, Runnable action, boolean step) {
            this.at = at;
            this.order = order;
            this.action = action;
            this.step = step;
        }

        private boolean isBefore(Planned other) {
            int byTime = at.compareTo(other.at);
            return byTime < 0 || (byTime == 0 && order < other.order);
        }

        @Override
        public Instant at() {
            return at;
        }

        /** It counts no more; no effect once it has happened. */
        @Override
        public void cancel() {
            if (place != GONE) {
                remove(this);
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
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
            }
            rise(event, size++);
            steps += step ? 1 : 0;
        }
        return event;
    }

    private void remove(Planned event) {
        Planned last = heap[--size];
        heap[size] = null;
        if (last != event) {
            sink(last, event.place);
            rise(last, last.place);
        }
        event.place = GONE;
        steps -= event.step ? 1 : 0;
    }

    /** Puts an event at a place, or nearer to the top if what is above it is later. */
    private void rise(Planned event, int from) {
        int place = from;
        while (place > 0 && event.isBefore(heap[(place - 1) / 2])) {
            put(heap[(place - 1) / 2], place);
            place = (place - 1) / 2;
        }
        put(event, place);
    }

    /** Puts an event at a place, or further down if what is below it is earlier. */
    private void sink(Planned event, int from) {
        int place = from;
        while (2 * place + 1 < size) {
            int child = 2 * place + 1;
            if (child + 1 < size && heap[child + 1].isBefore(heap[child])) {
                child++;
            }
            if (event.isBefore(heap[child])) {
                break;
            }
            put(heap[child], place);
            place = child;
        }
        put(event, place);
    }

    private void put(Planned event, int place) {
        heap[place] = event;
        event.place = place;
    }

    /** Cancels all events whose action is such a one. */
    void cancel(Predicate<Runnable> actions) {
        for (Planned event : Arrays.copyOf(heap, size)) {
            if (actions.test(event.action)) {
                event.cancel();
            }
        }
    }

    /** When the next event is due, null if there is none. */
    @Nullable
    Instant next() {
        return size == 0 ? null : heap[0].at;
    }

    /** Whether there is one that time skips ahead to. */
    boolean hasSteps() {
        return steps > 0;
    }

    /** Takes out the next event if it is due by then; null if none is. */
    @Nullable
    Runnable takeDue(Instant until) {
        if (size == 0 || heap[0].at.isAfter(until)) {
            return null;
        }
        Planned event = heap[0];
        remove(event);
        return event.action;
    }

    /** Nothing more happens. */
    void close() {
        cancel(action -> true);
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }
}
