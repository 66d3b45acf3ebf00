package io.github.batchbench.fake.time;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What time it is on a timeline: that of a real clock, or one that stands still until it is set. Never earlier than it
 * was. Nobody waits in it for anything, so whoever holds a lock may ask; set under the timeline's.
 */
final class Clock implements InstantSource {
    private record Reading(Instant at, boolean virtual) {}

    private final InstantSource realTime;
    private volatile Reading latest;

    Clock(InstantSource realTime) {
        this.realTime = realTime;
        this.latest = new Reading(realTime.instant(), false);
    }

    @Override
    public Instant instant() {
        while (true) {
            Reading before = latest;
            if (before.virtual()) {
                return before.at();
            }
            Instant real = realTime.instant();
            if (!real.isAfter(before.at())) {
                return before.at();
            }
            // Somebody may have stopped the time meanwhile: then it is not to go on by this.
            if (replace(before, new Reading(real, false))) {
                return real;
            }
        }
    }

    private synchronized boolean replace(Reading before, Reading next) {
        if (!latest.equals(before)) {
            return false;
        }
        latest = next;
        return true;
    }

    boolean isVirtual() {
        return latest.virtual();
    }

    Optional<Instant> virtualInstant() {
        Reading reading = latest;
        return reading.virtual() ? Optional.of(reading.at()) : Optional.empty();
    }

    /** From now on it stands still. */
    synchronized void stop() {
        latest = new Reading(latest.at(), true);
    }

    /** Virtual time goes on from a point, which may have passed. */
    synchronized void resume(Instant at) {
        latest = new Reading(at, true);
    }

    /** Moves virtual time to a point, unless that has passed. */
    synchronized void moveTo(Instant at) {
        if (at.isAfter(latest.at())) {
            latest = new Reading(at, true);
        }
    }
}
