package io.github.batchbench.fake.time;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one clock of a fake, what is to happen on it, and the lock under which everything happens. Time is real or
 * virtual; virtual time moves only by {@link #advance}. Events run one at a time, in the order of their times and, for
 * one time, of their scheduling; those that are due when the lock is given back run before anyone else gets it, so
 * nobody sees a half-done step. Thread-safe.
 */
public final class Timeline implements InstantSource, AutoCloseable {
    /** What is to happen at some time. */
    public final class Event implements Comparable<Event> {
        private final Instant at;
        private final long order;
        private final Runnable action;
        private final boolean step;
        private boolean past;

        private Event(Instant at, long order, Runnable action, boolean step) {
            this.at = at;
            this.order = order;
            this.action = action;
            this.step = step;
            steps += step ? 1 : 0;
        }

        /** When it is due. */
        public Instant at() {
            return at;
        }

        /** It shall not happen; no effect once it has. Under the timeline's lock. */
        public void cancel() {
            leave();
            events.remove(this);
        }

        private void leave() {
            steps -= step && !past ? 1 : 0;
            past = true;
        }

        @Override
        public int compareTo(Event other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private static final Logger LOG = System.getLogger(Timeline.class.getName());

    private final InstantSource realTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TreeSet<Event> events = new TreeSet<>();
    private final Thread pump = new Thread(this::pump, "batchbench-timeline");
    private final InternalFailures failures = new InternalFailures(this);
    private Instant now;
    private boolean virtual;
    private boolean closed;
    private @Nullable BooleanSupplier busy;
    private boolean running;
    private long scheduled;
    private long steps;

    private Timeline(InstantSource realTime) {
        this.realTime = realTime;
        this.now = realTime.instant();
    }

    /** A timeline that follows a real clock until it is told otherwise. */
    public static Timeline following(InstantSource realTime) {
        Timeline timeline = new Timeline(realTime);
        timeline.pump.setDaemon(true);
        timeline.pump.start();
        return timeline;
    }

    /** What has gone wrong in the fake itself, events that failed for one. */
    public InternalFailures failures() {
        return failures;
    }

    /** From now on time moves only by {@link #advance}. */
    public void virtual() {
        exclusively(() -> {
            now = instant();
            virtual = true;
        });
    }

    /**
     * From now on virtual time skips by itself to what the service does next, whenever nothing runs that only real time
     * brings to an end. It stands still when only deadlines and recurrences are left ({@link #scheduleDeadline}): these
     * are for {@link #advance}.
     *
     * @param isBusy whether something runs that only real time brings to an end; asked under the lock
     */
    public void skipAhead(BooleanSupplier isBusy) {
        exclusively(() -> {
            virtual();
            busy = isBusy;
        });
    }

    /** Whether time is virtual. */
    public boolean isVirtual() {
        return exclusively(() -> virtual);
    }

    /** Now, if time is virtual. */
    public Optional<Instant> virtualInstant() {
        return exclusively(() -> virtual ? Optional.of(now) : Optional.empty());
    }

    /** Now; never earlier than it was. */
    @Override
    public Instant instant() {
        if (lock.isHeldByCurrentThread() && virtual) {
            return now;
        }
        lock.lock();
        try {
            if (!virtual) {
                Instant real = realTime.instant();
                now = real.isAfter(now) ? real : now;
            }
            return now;
        } finally {
            lock.unlock();
        }
    }

    /** Something is to happen after a delay; at once, if it is zero, when the lock is next given back. */
    public Event schedule(Duration delay, Runnable action) {
        return exclusively(() -> {
            Event event = new Event(instant().plus(delay), scheduled++, action, true);
            return add(event);
        });
    }

    /** After the end nothing is to happen any more. */
    private Event add(Event event) {
        if (!closed) {
            events.add(event);
        }
        return event;
    }

    /** The same for what is a deadline, or comes round for ever: time does not skip ahead to it. */
    public Event scheduleDeadline(Duration delay, Runnable action) {
        return exclusively(() -> {
            Event event = new Event(instant().plus(delay), scheduled++, action, false);
            return add(event);
        });
    }

    /** Cancels all events whose action is such a one. */
    public void cancel(Predicate<Runnable> actions) {
        exclusively(() -> List.copyOf(events).stream()
                .filter(event -> actions.test(event.action))
                .forEach(Event::cancel));
    }

    /**
     * Moves virtual time on, running everything that falls due on the way at its own time.
     *
     * @throws IllegalStateException if time is real
     * @throws IllegalArgumentException if the duration is negative
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time cannot go back by " + duration.negated());
        }
        exclusively(() -> {
            refuseRealTime();
            Instant target = now.plus(duration);
            while (!closed && !events.isEmpty() && !events.first().at.isAfter(target)) {
                Event next = events.first();
                now = next.at.isAfter(now) ? next.at : now;
                runDue();
            }
            now = target;
        });
    }

    /**
     * Moves virtual time to the next event, and runs it and whatever else is due then.
     *
     * @return what time it is then; as before if nothing is to happen
     * @throws IllegalStateException if time is real
     */
    public Instant advanceToNext() {
        return exclusively(() -> {
            refuseRealTime();
            toNext();
            return now;
        });
    }

    private void refuseRealTime() {
        if (!virtual) {
            throw new IllegalStateException("time is real and cannot be advanced: call clock().virtual() first");
        }
        if (running) {
            throw new IllegalStateException("time cannot be advanced from within an event: let the event end first");
        }
    }

    /**
     * Lets time go by for someone who waits. Virtual time moves on by the duration, but not while something runs that
     * only real time brings to an end: that gets up to the same duration of real time first. Real time is slept
     * through.
     *
     * @param busy whether something runs that only real time brings to an end; asked under the lock
     */
    public void pass(Duration duration, BooleanSupplier busy) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = duration.toNanos();
            while (nanos > 0 && (!virtual || busy.getAsBoolean())) {
                nanos = changed.awaitNanos(nanos);
            }
            if (virtual) {
                advance(duration);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits in real time until something is so; asked under the lock, whenever something has happened.
     *
     * @return false if it is not so after this long
     */
    public boolean await(BooleanSupplier condition, Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = atMost.toNanos();
            while (!condition.getAsBoolean()) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = changed.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Does something with the account to itself, and then whatever has fallen due. */
    public void exclusively(Runnable action) {
        exclusively(() -> {
            action.run();
            return Boolean.TRUE;
        });
    }

    /** Does something with the account to itself, and then whatever has fallen due. */
    public <T> T exclusively(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            settle();
            lock.unlock();
        }
    }

    /** What has been scheduled happens and whoever waits looks again, also after an action that failed. */
    private void settle() {
        if (lock.getHoldCount() == 1) {
            runDue();
            skip();
            changed.signalAll();
        }
    }

    /**
     * For what presumes the lock.
     *
     * @throws IllegalStateException if the thread does not hold it
     */
    public void requireLock() {
        if (!lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("needs the account's lock: call it within exclusively(…)");
        }
    }

    /** Goes on to what the service does next, as long as there is something and nothing else to wait for. */
    private void skip() {
        while (busy != null && !running && !closed && steps > 0 && !busy.getAsBoolean()) {
            toNext();
        }
    }

    private void toNext() {
        if (!events.isEmpty()) {
            Instant next = events.first().at;
            now = next.isAfter(now) ? next : now;
            runDue();
        }
    }

    /**
     * Runs what is due; what an event itself makes due comes after it.
     *
     * @return whether anything was
     */
    private boolean runDue() {
        if (running) {
            return false;
        }
        boolean any = false;
        running = true;
        try {
            Instant until = instant();
            while (!closed && !events.isEmpty() && !events.first().at.isAfter(until)) {
                Event next = events.first();
                events.remove(next);
                run(next);
                any = true;
            }
        } finally {
            running = false;
        }
        return any;
    }

    /** An event that fails must not take the time, or whoever happens to give the lock back, with it. */
    private void run(Event event) {
        event.leave();
        try {
            event.action.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "An event of the fake's timeline failed", e);
            failures.report("an event of the timeline", e);
        }
    }

    /** Wakes for each event of real time. */
    private void pump() {
        lock.lock();
        try {
            while (!closed) {
                if (runDue()) {
                    changed.signalAll();
                }
                if (virtual || events.isEmpty()) {
                    changed.await();
                } else {
                    // However it wakes, the loop looks again.
                    long ignored = changed.awaitNanos(nanosToNext());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private long nanosToNext() {
        return Math.max(1, Duration.between(instant(), events.first().at).toNanos());
    }

    /** Nothing more happens. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            steps = 0;
            events.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
