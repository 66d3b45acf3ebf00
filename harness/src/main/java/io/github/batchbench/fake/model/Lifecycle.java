package io.github.batchbench.fake.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which state an entity is in, since when, and which it was in before. Guarded by the account's lock. */
public final class Lifecycle<S extends State<S>> {
    private S state;
    private Instant since;
    private @Nullable S previous;
    private @Nullable Instant previousSince;

    /** Starts in a state. */
    public Lifecycle(S initial, Instant at) {
        state = initial;
        since = at;
    }

    /**
     * Changes the state.
     *
     * @param id whose, for the message
     * @throws IllegalStateException if the table does not allow it
     */
    public void to(S next, Instant at, String id) {
        if (!state.successors().contains(next)) {
            throw new IllegalStateException(id + " cannot go from " + state.wireName() + " to " + next.wireName());
        }
        previous = state;
        previousSince = since;
        state = next;
        since = at;
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
}
