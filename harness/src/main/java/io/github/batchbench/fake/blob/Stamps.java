package io.github.batchbench.fake.blob;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Marks of a change: entity tags and snapshot times, never the same twice even if the clock stands still. */
final class Stamps {
    /** 100 ns ticks from the year 1 to 1970, as the service's entity tags count. */
    private static final long TICKS_TO_EPOCH = 621_355_968_000_000_000L;

    private final InstantSource clock;
    private long last;

    Stamps(InstantSource clock) {
        this.clock = clock;
    }

    /** When, and under which tag, something changed. */
    record Change(Instant at, String etag) {}

    Instant now() {
        return clock.instant();
    }

    Change change() {
        return new Change(
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                "0x" + Long.toHexString(tick()).toUpperCase(Locale.ROOT));
    }

    /** A time with seven digits of a second, later than every one before. */
    String snapshot() {
        long epochTicks = tick() - TICKS_TO_EPOCH;
        return BlobTime.text(Instant.ofEpochSecond(
                Math.floorDiv(epochTicks, 10_000_000L), Math.floorMod(epochTicks, 10_000_000L) * 100));
    }

    private synchronized long tick() {
        Instant now = clock.instant();
        long ticks = TICKS_TO_EPOCH + now.getEpochSecond() * 10_000_000L + now.getNano() / 100;
        last = Math.max(last + 1, ticks);
        return last;
    }
}
