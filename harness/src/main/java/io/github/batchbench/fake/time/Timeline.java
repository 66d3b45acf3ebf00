package io.github.batchbench.fake.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one clock of a fake ({@link Clock}), what is to happen on it ({@link EventQueue}), and the lock under which everything happens. Time is real or
 * virtual; virtual time moves only by {@link #advance}. Events run one at a time, in the order of their times and, for
 * one time, of their scheduling; those that are due when the lock is given back run before anyone else gets it, so
 * nobody sees a half-done step. Thread-safe.
 */
public final class Timeline implements InstantSource, AutoCloseable {
    private static final Instant END = Instant.parse("9999-12-31T23:59:59Z");

    /** What is to happen at some time. */
    public interface Event {
        /** When it is due. */
        Instant at();

        /** It shall not happen; no effect once it has. Under the timeline's lock. */
        void cancel();
    }

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Alarm alarm = new Alarm(lock);
    private final EventQueue events = new EventQueue();
    private final Thread pump = new Thread(this::pump, "batchbench-timeline");
    private final InternalFailures failures = new InternalFailures(this);
    private final Happenings happenings = new Happenings();
    private @Nullable BooleanSupplier busy;
    private boolean running;

    private Timeline(InstantSource realTime) {
        this.clock = new Clock(realTime);
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

    /** What happens, counted: for whoever waits for the next thing. */
    public Happenings happenings() {
        return happenings;
    }

    /** From now on time moves only by {@link #advance}. */
    public void virtual() {
        exclusively(() -> {
            Instant ignored = clock.instant();
            clock.stop();
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

    /** From now on time is virtual and begins at this point, which may have passed: for a state that is put back. */
    public void resume(Instant at) {
        exclusively(() -> clock.resume(at));
    }

    /** Whether virtual time skips ahead by itself. Under the lock. */
    public boolean skipsAhead() {
        return busy != null;
    }

    /** Whether time is virtual. */
    public boolean isVirtual() {
        return clock.isVirtual();
    }

    /** Now, if time is virtual. */
    public Optional<Instant> virtualInstant() {
        return clock.virtualInstant();
    }

    /** Now; never earlier than it was. Takes no lock. */
    @Override
    public Instant instant() {
        return clock.instant();
    }

    /** Something is to happen after a delay; at once, if it is zero, when the lock is next given back. */
    public Event schedule(Duration delay, Runnable action) {
        return exclusively(() -> events.add(instant().plus(delay), action, true));
    }

    /** The same for what is a deadline, or comes round for ever: time does not skip ahead to it. */
    public Event scheduleDeadline(Duration delay, Runnable action) {
        return exclusively(() -> events.add(instant().plus(delay), action, false));
    }

    /** Cancels all events whose action is such a one. */
    public void cancel(Predicate<Runnable> actions) {
        exclusively(() -> events.cancel(actions));
    }

    /**
     * Moves virtual time on, running everything that falls due on the way at its own time.
     *
     * @throws IllegalStateException if time is real
     * @throws IllegalArgumentException if the duration is negative, or ends after the year 9999, whose dates no client can read
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time cannot go back by " + duration.negated());
        }
        exclusively(() -> {
            refuseRealTime();
            if (duration.compareTo(Duration.between(instant(), END)) > 0) {
                throw new IllegalArgumentException("time ends at " + END);
            }
            Instant target = instant().plus(duration);
            Instant next = events.next();
            while (next != null && !next.isAfter(target)) {
                clock.moveTo(next);
                runDue();
                next = events.next();
            }
            clock.moveTo(target);
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
            return instant();
        });
    }

    private void refuseRealTime() {
        if (!isVirtual()) {
            throw new IllegalStateException("time is real and cannot be advanced: call clock().virtual() first");
        }
        if (running) {
            throw new IllegalStateException("time cannot be advanced from within an event: let the event end first");
        }
    }

    /**
     * Lets time go by for someone who waits. Virtual time moves on by the duration, from event to event, but not while
     * something runs that only real time brings to an end, also if it has just begun: for that there is the same
     * duration of real time in all. Real time is slept through.
     *
     * @param busy whether something runs that only real time brings to an end; asked under the lock
     */
    public void pass(Duration duration, BooleanSupplier busy) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Instant target = instant().plus(duration);
            long nanos = awaitIdle(duration.toNanos(), busy);
            while (isVirtual() && instant().isBefore(target)) {
                Instant next = events.next();
                advance(Duration.between(instant(), next == null || next.isAfter(target) ? target : next));
                changed.signalAll();
                nanos = awaitIdle(nanos, busy);
            }
        } finally {
            lock.unlock();
        }
    }

    /** What is left of the nanoseconds once nothing runs any more; in real time none are left. */
    private long awaitIdle(long nanos, BooleanSupplier busy) throws InterruptedException {
        long left = nanos;
        while (left > 0 && (!isVirtual() || busy.getAsBoolean())) {
            left = changed.awaitNanos(left);
        }
        return left;
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

    /**
     * Reads what does not change meanwhile. Nothing follows from it, so nobody is woken.
     *
     * @param action changes nothing
     */
    public <T> T reading(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** What has been scheduled happens and whoever waits looks again, also after an action that failed. */
    private void settle() {
        if (lock.getHoldCount() == 1) {
            runDue();
            skip();
            changed.signalAll();
            alarm.bringForward(nextOfRealTime());
        }
    }

    private @Nullable Instant nextOfRealTime() {
        return isVirtual() ? null : events.next();
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
        while (busy != null && !running && events.hasSteps() && !busy.getAsBoolean()) {
            toNext();
        }
    }

    private void toNext() {
        Instant next = events.next();
        if (next != null) {
            clock.moveTo(next);
            runDue();
        }
    }

    /** Runs what is due, and after it what that makes due; says whether there was anything. */
    private boolean runDue() {
        if (running) {
            return false;
        }
        boolean any = false;
        running = true;
        try {
            Instant until = instant();
            for (Runnable due = events.takeDue(until); due != null; due = events.takeDue(until)) {
                failures.reporting(due);
                happenings.another();
                any = true;
            }
        } finally {
            running = false;
        }
        return any;
    }

    /** Wakes for each event of real time. */
    private void pump() {
        lock.lock();
        try {
            while (!events.isClosed()) {
                if (runDue()) {
                    changed.signalAll();
                }
                alarm.await(instant(), nextOfRealTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more happens. */
    @Override
    public void close() {
        exclusively(() -> {
            events.close();
            alarm.ring();
        });
    }
}
