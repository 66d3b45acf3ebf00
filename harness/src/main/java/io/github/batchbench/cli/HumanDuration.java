package io.github.batchbench.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as people type them: {@code 90s}, {@code 20m}, {@code 1h30m}; without a unit, seconds. */
final class HumanDuration implements ITypeConverter<Duration> {
    private static final Pattern PARTS = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)?");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    @Override
    public Duration convert(String text) {
        Duration sum = Duration.ZERO;
        Matcher matcher = PARTS.matcher(text.toLowerCase(Locale.ROOT));
        int end = 0;
        while (matcher.lookingAt()) {
            String unit = matcher.group(2) == null ? "s" : matcher.group(2);
            sum = sum.plus(Objects.requireNonNull(UNITS.get(unit)).multipliedBy(Long.parseLong(matcher.group(1))));
            end = matcher.end();
            matcher.region(end, text.length());
        }
        if (end != text.length() || sum.isZero()) {
            throw new TypeConversionException("'" + text + "' is not a duration; write for example 90s, 20m or 1h30m");
        }
        return sum;
    }
}
