package io.github.batchbench.fake.protocol.batch.json;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times as the service writes them (recorded). */
public final class WireTime {
    private WireTime() {}

    /** In a body: up to seven digits of a second, without trailing zeros. */
    public static String inBody(Instant instant) {
        StringBuilder text = withDigits(instant);
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        text.setLength(text.charAt(end - 1) == '.' ? end - 1 : end);
        return text.append('Z').toString();
    }

    /** In an error's message: always seven digits of a second. */
    public static String inError(Instant instant) {
        return withDigits(instant).append('Z').toString();
    }

    /** By hand: there are seven in each task of a page, and a formatter takes longer than all the rest. */
    private static StringBuilder withDigits(Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(30);
        number(text, time.getYear(), 4).append('-');
        number(text, time.getMonthValue(), 2).append('-');
        number(text, time.getDayOfMonth(), 2).append('T');
        number(text, time.getHour(), 2).append(':');
        number(text, time.getMinute(), 2).append(':');
        number(text, time.getSecond(), 2).append('.');
        return number(text, time.getNano() / 100, 7);
    }

    private static StringBuilder number(StringBuilder text, int number, int digits) {
        int rest = number;
        int end = text.length() + digits;
        text.setLength(end);
        for (int i = end - 1; i >= end - digits; i--) {
            text.setCharAt(i, (char) ('0' + rest % 10));
            rest /= 10;
        }
        return text;
    }
}
