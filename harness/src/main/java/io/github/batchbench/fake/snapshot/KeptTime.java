package io.github.batchbench.fake.snapshot;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * Times as {@link Instant#toString} writes them, by hand: several are read and written for each task, and the JDK takes ten times as long.
 */
final class KeptTime {
    private static final int SECONDS_END = "2026-01-01T00:00:00".length();
    private static final int LONGEST = SECONDS_END + ".123456789".length();
    private static final int NANOS_OF_FIRST = 100_000_000;
    /** From here to there a year has four digits. */
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private KeptTime() {}

    /** What {@link Instant#toString} writes. */
    static String text(Instant instant) {
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            return instant.toString();
        }
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        byte[] text = "0000-00-00T00:00:00.000000000Z".getBytes(StandardCharsets.US_ASCII);
        digits(text, 0, 4, time.getYear());
        digits(text, 5, 7, time.getMonthValue());
        digits(text, 8, 10, time.getDayOfMonth());
        digits(text, 11, 13, time.getHour());
        digits(text, 14, 16, time.getMinute());
        digits(text, 17, 19, time.getSecond());
        digits(text, SECONDS_END + 1, LONGEST, time.getNano());
        int end = LONGEST;
        while (end > SECONDS_END + 1 && text[end - 1] == '0' && text[end - 2] == '0' && text[end - 3] == '0') {
            end -= 3;
        }
        end = end == SECONDS_END + 1 ? SECONDS_END : end;
        text[end] = 'Z';
        return new String(text, 0, end + 1, StandardCharsets.US_ASCII);
    }

    private static void digits(byte[] text, int from, int to, int number) {
        int rest = number;
        for (int i = to - 1; i >= from; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

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
