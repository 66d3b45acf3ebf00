package io.github.batchbench.fake.protocol.batch.json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Times as the service writes them (recorded). */
public final class WireTime {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private WireTime() {}

    /** In a body: up to seven digits of a second, without trailing zeros. */
    public static String inBody(Instant instant) {
        String digits = digits(instant);
        int end = digits.length();
        while (end > 0 && digits.charAt(end - 1) == '0') {
            end--;
        }
        return SECONDS.format(instant) + (end == 0 ? "" : "." + digits.substring(0, end)) + "Z";
    }

    /** In an error's message: always seven digits of a second. */
    public static String inError(Instant instant) {
        return SECONDS.format(instant) + "." + digits(instant) + "Z";
    }

    private static String digits(Instant instant) {
        return String.format(Locale.ROOT, "%07d", instant.get(ChronoField.NANO_OF_SECOND) / 100);
    }
}
