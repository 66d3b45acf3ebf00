package io.github.batchbench.fake.model;

import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which state an entity is in, since when, and which it was in before. Guarded by the account's lock. */
public final class Lifecycle<S extends State<S>> extends Tracked {
    /** Hears of changes. */
    @FunctionalInterface
    public interface Listener<S> {
        /** The state of this entity has changed. */
        void moved(S from, S to, Instant at);
    }

    private S state;
    private Instant since;
    private @Nullable S previous;
    private @Nullable Instant previousSince;
    private @Nullable Listener<S> listener;

    /** Starts in a state. */
    public Lifecycle(S initial, Instant at) {
        state = initial;
        since = at;
    }

    /**
     * Refuses a state that cannot be next.
     *
     * @param whose for the message
     * @throws IllegalStateException if the table does not allow it
     */
    void require(S next, Supplier<String> whose) {
        if (!state.successors().contains(next)) {
            throw new IllegalStateException(
                    whose.get() + " cannot go from " + state.wireName() + " to " + next.wireName());
        }
    }

    /**
     * Changes the state.
     *
     * @param whose for the message
     * @throws IllegalStateException if the table does not allow it
     */
    public void to(S next, Instant at, Supplier<String> whose) {
        to(next, at, whose, () -> {});
    }

    /** The same; what follows from it at once is done before anybody hears of it. */
    void to(S next, Instant at, Supplier<String> whose, Runnable consequence) {
        require(next, whose);
        S from = state;
        previous = from;
        previousSince = since;
        state = next;
        since = at;
        consequence.run();
        changed();
        if (listener != null) {
            listener.moved(from, next, at);
        }
    }

    /** Who hears of every change from now on: one at a time. */
    public void listener(Listener<S> theListener) {
        listener = theListener;
    }

    /** Nobody hears of its changes any more. */
    public void noListener() {
        listener = null;
    }

    /** Whether it is in this state. */
    public boolean is(S candidate) {
        return state.equals(candidate);
    }

    /** The state. */
    public S state() {
        return state;
    }

    /** When the state was entered. */
    public Instant since() {
        return since;
    }

    /** The state before, null if there was none. */
    public @Nullable S previous() {
        return previous;
    }

    /** When the state before was entered, null if there was none. */
    public @Nullable Instant previousSince() {
        return previousSince;
    }

    /**
     * What is kept of it, to be there again later.
     *
     * @param state as the service writes it
     * @param previous the same, null if there was none
     */
    public record Kept(
            String state,
            Instant since,
            @Nullable String previous,
            @Nullable Instant previousSince) {}

    /** What is kept of it. */
    public Kept kept() {
        return new Kept(state.wireName(), since, previous == null ? null : previous.wireName(), previousSince);
    }

    /**
     * As it was.
     *
     * @param all the states that there are
     * @throws IllegalArgumentException if there is no such state
     */
    public static <S extends State<S>> Lifecycle<S> of(Kept kept, S[] all) {
        Lifecycle<S> lifecycle = new Lifecycle<>(named(kept.state(), all), kept.since());
        lifecycle.previous = kept.previous() == null ? null : named(kept.previous(), all);
        lifecycle.previousSince = kept.previousSince();
        return lifecycle;
    }

    private static <S extends State<S>> S named(String wireName, S[] all) {
        for (S state : all) {
            if (state.wireName().equals(wireName)) {
                return state;
            }
        }
        throw new IllegalArgumentException("There is no state " + wireName);
    }
}
