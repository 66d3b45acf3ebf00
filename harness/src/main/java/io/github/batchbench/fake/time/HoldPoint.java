package io.github.batchbench.fake.time;

import io.github.batchbench.fake.model.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Stops tasks, nodes or a pool in certain states: what would happen next by itself waits until it is let go. What a
 * client asks for meanwhile (to terminate, to delete) happens all the same. Thread-safe.
 */
public final class HoldPoint implements AutoCloseable {
    private final Timeline timeline;
    private final Predicate<HoldPoints.Subject> subjects;
    private final Set<? extends State<?>> states;
    private final Runnable over;
    private List<Runnable> held = new ArrayList<>();

    HoldPoint(
            Timeline timeline,
            Predicate<HoldPoints.Subject> subjects,
            Set<? extends State<?>> states,
            Consumer<HoldPoint> over) {
        this.timeline = timeline;
        this.subjects = subjects;
        this.states = states;
        this.over = () -> over.accept(this);
    }

    /** How many things it stops now. */
    public int size() {
        return timeline.exclusively(() -> held.size());
    }

    /**
     * Waits, in real time, until it stops something.
     *
     * @throws IllegalStateException if that has not come about after so long
     */
    public void await(Duration atMost) throws InterruptedException {
        if (!timeline.await(() -> !held.isEmpty(), atMost)) {
            throw new IllegalStateException("Nothing has come to " + states + " within " + atMost + ".");
        }
    }

    /** Lets go what it stops now; it stops at the next of these states, and so does whatever comes to them later. */
    public void step() {
        timeline.exclusively(() -> {
            List<Runnable> due = held;
            held = new ArrayList<>();
            due.forEach(Runnable::run);
        });
    }

    /** Lets go what it stops, and stops nothing any more. */
    public void release() {
        timeline.exclusively(() -> {
            over.run();
            step();
        });
    }

    /** The same as {@link #release}. */
    @Override
    public void close() {
        release();
    }

    boolean stops(HoldPoints.Subject subject, State<?> state) {
        return states.contains(state) && subjects.test(subject);
    }

    void keep(Runnable onward) {
        held.add(onward);
    }

    void forget() {
        held.clear();
    }
}
