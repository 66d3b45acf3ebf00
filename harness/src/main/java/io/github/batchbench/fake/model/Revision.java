package io.github.batchbench.fake.model;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * When an entity was last written by a client; the ETag follows from it. Only client writes move it, what the service
 * does by itself does not (recorded: 3,126 of 3,126 pairs, 33 of 33 transitions).
 *
 * @param lastModified in steps of 100 ns
 */
public record Revision(Instant lastModified) {
    private static final long SECONDS_FROM_YEAR_ONE_TO_1970 = 62_135_596_800L;
    private static final long NANOS_PER_TICK = 100;
    private static final Duration TICK = Duration.ofNanos(NANOS_PER_TICK);

    /** Cuts to the 100 ns that .NET keeps. */
    public Revision {
        lastModified = lastModified.with(
                ChronoField.NANO_OF_SECOND,
                lastModified.get(ChronoField.NANO_OF_SECOND) / NANOS_PER_TICK * NANOS_PER_TICK);
    }

    /** The revision of a write at this time: always later than this one, so that the ETag changes. */
    public Revision next(Instant now) {
        Instant earliest = lastModified.plus(TICK);
        return new Revision(now.isBefore(earliest) ? earliest : now);
    }

    /** {@code 0x} and the upper-case hexadecimal .NET ticks of the time. */
    public String eTag() {
        long ticks = (lastModified.getEpochSecond() + SECONDS_FROM_YEAR_ONE_TO_1970) * 10_000_000
                + lastModified.get(ChronoField.NANO_OF_SECOND) / NANOS_PER_TICK;
        return "0x" + Long.toHexString(ticks).toUpperCase(Locale.ROOT);
    }
}
