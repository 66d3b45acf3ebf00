package io.github.batchbench.fake.blob;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as Blob storage writes them in texts: with seven digits of a second, always (recorded). */
public final class BlobTime {
    private static final DateTimeFormatter SEVEN_DIGITS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private BlobTime() {}

    /** The time as text. */
    public static String text(Instant time) {
        return SEVEN_DIGITS.format(time);
    }
}
