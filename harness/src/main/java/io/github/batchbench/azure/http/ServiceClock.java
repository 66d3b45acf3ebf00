package io.github.batchbench.azure.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Notes what time it is where the service is, as its answers say. Thread-safe. */
final class ServiceClock {
    /** Two digits for every day, which the JDK's own formatter for this has not. */
    private static final DateTimeFormatter HEADER = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private volatile @Nullable Instant last;

    /** A time as headers write it, in whole seconds. */
    static String header(Instant time) {
        return HEADER.format(time);
    }

    /** The header {@code Date} of an answer. */
    void note(String date) {
        try {
            last = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
        } catch (DateTimeException unreadable) {
            // Then somebody between here and the service has written it, and it says nothing.
        }
    }

    /** The time of the latest answer; nothing before the first. */
    Optional<Instant> latest() {
        return Optional.ofNullable(last);
    }
}
