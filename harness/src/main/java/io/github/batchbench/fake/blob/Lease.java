package io.github.batchbench.fake.blob;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The lease of a blob or container. Immutable; what time does to it is seen when it is asked.
 *
 * @param state as of the last operation
 * @param id null while available
 * @param duration how long each renewal lasts, null for ever
 * @param until when it expires or is broken, null if neither
 */
public record Lease(
        State state,
        @Nullable String id,
        @Nullable Duration duration,
        @Nullable Instant until) {
    /** The state of a lease. */
    public enum State {
        /** Free. */
        AVAILABLE,
        /** Locked by a holder. */
        LEASED,
        /** Its time ran out; the holder may renew it until somebody writes. */
        EXPIRED,
        /** Broken, but still locked for a while. */
        BREAKING,
        /** Broken and unlocked. */
        BROKEN;

        /** The name as the service writes it. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What nobody has leased. */
    public static final Lease NONE = new Lease(State.AVAILABLE, null, null, null);

    /** The lease as it is at a time. */
    public Lease at(Instant now) {
        if (until == null || now.isBefore(until)) {
            return this;
        }
        return switch (state) {
            case LEASED -> new Lease(State.EXPIRED, id, duration, null);
            case BREAKING -> new Lease(State.BROKEN, id, null, null);
            default -> this;
        };
    }

    /** Whether writers need its id. */
    public boolean locked() {
        return state == State.LEASED || state == State.BREAKING;
    }

    boolean heldBy(@Nullable String leaseId) {
        return id != null && id.equalsIgnoreCase(leaseId == null ? "" : leaseId);
    }

    /** Leased from a time on. */
    static Lease leased(String id, @Nullable Duration duration, Instant now) {
        return new Lease(State.LEASED, id, duration, duration == null ? null : now.plus(duration));
    }

    /** After a write: a lease that no longer locks is forgotten. */
    Lease afterWrite() {
        return locked() ? this : NONE;
    }
}
