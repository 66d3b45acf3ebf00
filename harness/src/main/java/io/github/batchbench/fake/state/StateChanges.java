package io.github.batchbench.fake.state;

import io.github.batchbench.fake.model.Lifecycle;
import io.github.batchbench.fake.model.State;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Tells listeners of every change of state in an account, in the order in which they happen: the run as a timeline. A
 * listener is called under the account's lock and must be quick. Thread-safe.
 */
public final class StateChanges {
    /**
     * One change.
     *
     * @param at when, on the fake's clock
     * @param what whose state, for example {@code task t of job j}
     * @param from the state before as the service writes it, empty if it has just been made
     * @param to the state now
     */
    public record Change(Instant at, String what, String from, String to) {
        /** One line of a timeline. */
        @Override
        public String toString() {
            return at + " " + what + ": " + (from.isEmpty() ? "" : from + " -> ") + to;
        }
    }

    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();

    StateChanges() {}

    /** From now on the listener hears of every change. */
    public void listen(Consumer<Change> listener) {
        listeners.add(listener);
    }

    /** The listener hears of no more. */
    public void stopListening(Consumer<Change> listener) {
        listeners.remove(listener);
    }

    /** Something has been made whose changes count from now on. */
    public <S extends State<S>> void watch(Lifecycle<S> lifecycle, String what) {
        tell(lifecycle.since(), what, "", lifecycle.state().wireName());
        lifecycle.listener(this::moved);
    }

    private <S extends State<S>> void moved(String what, S from, S to, Instant at) {
        tell(at, what, from.wireName(), to.wireName());
    }

    private void tell(Instant at, String what, String from, String to) {
        if (!listeners.isEmpty()) {
            Change change = new Change(at, what, from, to);
            listeners.forEach(listener -> listener.accept(change));
        }
    }
}
