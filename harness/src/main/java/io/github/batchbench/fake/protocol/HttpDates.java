package io.github.batchbench.fake.protocol;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Times as HTTP headers write them: {@code Mon, 23 Nov 2026 13:25:00 GMT}, whole seconds. What is usual is done by hand: there
 * are up to four dates in a request and its answer, and a formatter takes longer than all the rest of a small one.
 */
public final class HttpDates {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int LENGTH = 29;
    private static final int LETTERS = 3;
    private static final int LAST_YEAR = 9999;

    private HttpDates() {}

    /** The text of an instant; fractions of a second are cut off. */
    public static String format(Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() > LAST_YEAR) {
            return FORMAT.format(instant);
        }
        StringBuilder text = new StringBuilder(LENGTH);
        name(text, DAYS, time.getDayOfWeek().getValue()).append(", ");
        number(text, time.getDayOfMonth()).append(' ');
        name(text, MONTHS, time.getMonthValue()).append(' ');
        number(number(text, time.getYear() / 100), time.getYear() % 100).append(' ');
        number(text, time.getHour()).append(':');
        number(text, time.getMinute()).append(':');
        return number(text, time.getSecond()).append(" GMT").toString();
    }

    private static StringBuilder name(StringBuilder text, String names, int number) {
        return text.append(names, LETTERS * (number - 1), LETTERS * number);
    }

    private static StringBuilder number(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /** The instant of a text, empty if it is not a date as HTTP writes it. */
    public static Optional<Instant> parse(String text) {
        String date = text.trim();
        try {
            Instant usual = usual(date);
            return Optional.of(usual != null ? usual : DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The instant of a text that is written just as here; null for all others, since no instant is written like them. */
    private static @Nullable Instant usual(String date) {
        if (date.length() != LENGTH) {
            return null;
        }
        int month = MONTHS.indexOf(date.substring(8, 8 + LETTERS)) / LETTERS + 1;
        Instant instant = LocalDateTime.of(100 * number(date, 12) + number(date, 14), month, 1, 0, 0)
                .plusDays(number(date, 5) - 1L)
                .plusHours(number(date, 17))
                .plusMinutes(number(date, 20))
                .plusSeconds(number(date, 23))
                .toInstant(ZoneOffset.UTC);
        return format(instant).equals(date) ? instant : null;
    }

    /** Anything, if there are no digits. */
    private static int number(String date, int at) {
        return 10 * (date.charAt(at) - '0') + date.charAt(at + 1) - '0';
    }
}
