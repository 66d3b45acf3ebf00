package io.github.batchbench.fake.snapshot;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** Times as {@link Instant#toString} writes them, read by hand: a start reads several for each task, and the JDK takes ten times as long. */
final class KeptTime {
    private static final int SECONDS_END = "2026-01-01T00:00:00".length();
    private static final int LONGEST = SECONDS_END + ".123456789".length();
    private static final int NANOS_OF_FIRST = 100_000_000;

    private KeptTime() {}

    /**
     * The time.
     *
     * @throws DateTimeParseException if it is none
     */
    static Instant parse(String text) {
        int end = text.length() - 1;
        boolean usual = end >= SECONDS_END
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && text.charAt(end) == 'Z'
                && (end == SECONDS_END || text.charAt(SECONDS_END) == '.')
                && end <= LONGEST;
        return usual ? byHand(text, end) : Instant.parse(text);
    }

    private static Instant byHand(String text, int end) {
        int nanos = 0;
        int place = NANOS_OF_FIRST;
        for (int i = SECONDS_END + 1; i < end; i++) {
            nanos += digit(text, i) * place;
            place /= 10;
        }
        LocalDateTime time = LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, 19),
                nanos);
        return time.toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + digit(text, i);
        }
        return number;
    }

    private static int digit(String text, int at) {
        int digit = text.charAt(at) - '0';
        if (digit < 0 || digit > 9) {
            throw new DateTimeParseException("No digit", text, at);
        }
        return digit;
    }
}
