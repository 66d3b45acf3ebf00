package io.github.batchbench.fake.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Period;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as the service writes them: ISO 8601 with days but no months or years, at most .NET's {@code TimeSpan}.
 */
public final class Durations {
    /** .NET's longest duration, which the service writes where a limit was not set (recorded). */
    public static final Duration MAXIMUM = Duration.ofDays(10675199)
            .plusHours(2)
            .plusMinutes(48)
            .plusSeconds(5)
            .plusNanos(477_580_700);

    private static final Pattern WITH_PERIOD = Pattern.compile(
            "P(?<period>(?:\\d+Y)?(?:\\d+M)?(?:\\d+W)?)(?<rest>(?:\\d+D)?(?:T.*)?)", Pattern.CASE_INSENSITIVE);

    private Durations() {}

    /**
     * The duration of an ISO 8601 text; a year counts as 365 days, a month as 30.
     *
     * @throws java.time.format.DateTimeParseException if it is none
     */
    public static Duration parse(String text) {
        Matcher matcher = WITH_PERIOD.matcher(text);
        if (!matcher.matches() || matcher.group("period").isEmpty()) {
            return Duration.parse(text);
        }
        Period period = Period.parse("P" + matcher.group("period"));
        Duration whole = Duration.ofDays(period.getYears() * 365L + period.getMonths() * 30L + period.getDays());
        String rest = matcher.group("rest");
        return rest.isEmpty() ? whole : whole.plus(Duration.parse("P" + rest));
    }

    /** As the service writes it, for example {@code P7D}, {@code PT15M}, {@code PT7M9.497S}. */
    public static String format(Duration duration) {
        if (duration.isZero()) {
            return "PT0S";
        }
        StringBuilder text = new StringBuilder(duration.isNegative() ? "-P" : "P");
        Duration left = duration.abs();
        if (left.toDaysPart() > 0) {
            text.append(left.toDaysPart()).append('D');
        }
        StringBuilder time = new StringBuilder();
        if (left.toHoursPart() > 0) {
            time.append(left.toHoursPart()).append('H');
        }
        if (left.toMinutesPart() > 0) {
            time.append(left.toMinutesPart()).append('M');
        }
        BigDecimal seconds = BigDecimal.valueOf(left.toSecondsPart()).add(BigDecimal.valueOf(left.toNanosPart(), 9));
        if (seconds.signum() > 0) {
            time.append(seconds.stripTrailingZeros().toPlainString()).append('S');
        }
        return time.isEmpty() ? text.toString() : text.append('T').append(time).toString();
    }
}
