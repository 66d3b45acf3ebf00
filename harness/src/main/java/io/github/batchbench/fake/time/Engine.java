package io.github.batchbench.fake.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What everything in an account works with: its clock and lock, how long the service takes, chance, the hold points, and
 * the list of what a reset clears. Whoever keeps anything of its own registers how it is forgotten when it is made, so
 * that nothing can be left out. The methods that say so presume the lock, and throw without it.
 */
public final class Engine {
    /** What an account itself will do, and not its machines: its reset forgets it. */
    private record Plan(Engine engine, Runnable action) implements Runnable {
        @Override
        public void run() {
            engine.changes++;
            action.run();
        }
    }

    private final Timeline timeline;
    private final Latencies firstLatencies;
    private final long seed;
    private final HoldPoints holds;
    private final List<Runnable> resets = new ArrayList<>();
    private Latencies latencies;
    private Random random;
    private long changes;

    /**
     * An engine over a timeline.
     *
     * @param seed what random delays are drawn from
     */
    public Engine(Timeline timeline, Latencies latencies, long seed) {
        this.timeline = timeline;
        this.firstLatencies = latencies;
        this.latencies = latencies;
        this.seed = seed;
        this.random = new Random(seed);
        this.holds = new HoldPoints(timeline);
        onReset(holds::clear);
    }

    /** The clock, the events and the lock. */
    public Timeline timeline() {
        return timeline;
    }

    /** Where tasks, nodes and pools are stopped. */
    public HoldPoints holds() {
        return holds;
    }

    /** How long the service takes for what it does by itself. */
    public Latencies latencies() {
        return latencies;
    }

    /** Sets how long the service takes; what is under way is not changed. */
    public void latencies(Latencies newLatencies) {
        timeline.exclusively(() -> latencies = newLatencies);
    }

    /** Does something under the lock, and then whatever has fallen due. */
    public <T> T exclusively(Supplier<T> action) {
        return timeline.exclusively(() -> {
            changes++;
            return action.get();
        });
    }

    /** Does something under the lock, and then whatever has fallen due. */
    public void exclusively(Runnable action) {
        exclusively(() -> {
            action.run();
            return Boolean.TRUE;
        });
    }

    /** Reads under the lock. */
    public <T> T reading(Supplier<T> action) {
        return timeline.reading(action);
    }

    /** As long as this is the same nothing has been done with it but to read. Under the lock. */
    public long changes() {
        timeline.requireLock();
        return changes;
    }

    /** Now. Under the lock. */
    public Instant now() {
        timeline.requireLock();
        return timeline.instant();
    }

    /** Schedules an event that a reset forgets. Under the lock. */
    public Timeline.Event schedule(Duration delay, Runnable action) {
        timeline.requireLock();
        return timeline.schedule(delay, new Plan(this, action));
    }

    /** The same for a deadline, or what comes round for ever. Under the lock. */
    public Timeline.Event scheduleDeadline(Duration delay, Runnable action) {
        timeline.requireLock();
        return timeline.scheduleDeadline(delay, new Plan(this, action));
    }

    /** Schedules what the service does when it gets round to it. Under the lock. */
    public Timeline.Event after(Function<Latencies, Delay> latency, Runnable action) {
        return schedule(latency.apply(latencies).drawn(random), action);
    }

    /** From now on a reset does this; what is registered later is done first, as it stands on what was there before. */
    public void onReset(Runnable clear) {
        resets.add(0, clear);
    }

    /** Forgets everything; latencies and chance are as at first. */
    public void reset() {
        timeline.exclusively(() -> {
            timeline.cancel(action -> action instanceof Plan plan && plan.engine == this);
            resets.forEach(Runnable::run);
            latencies = firstLatencies;
            random = new Random(seed);
        });
    }
}
