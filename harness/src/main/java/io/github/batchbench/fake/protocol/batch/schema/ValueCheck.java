package io.github.batchbench.fake.protocol.batch.schema;

import io.github.batchbench.fake.model.BatchErrorCode;
import io.github.batchbench.fake.model.BatchException;
import io.github.batchbench.fake.model.Durations;
import io.github.batchbench.fake.protocol.batch.json.WireTime;
import io.github.batchbench.fake.protocol.batch.schema.PropertyFacts.Range;
import io.github.batchbench.fake.protocol.batch.schema.ValueType.ListOf;
import io.github.batchbench.fake.protocol.batch.schema.ValueType.Scalar;
import io.github.batchbench.fake.protocol.batch.schema.ValueType.Values;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Checks one value against its property's facts and spells it as the service gives it back. */
final class ValueCheck {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final String NO_DURATION = "The value is not a duration in ISO 8601 form";

    private ValueCheck() {}

    /** The value as it is kept. */
    static Object scalar(PropertyFacts property, ValueType type, Object value) {
        if (type instanceof Values values) {
            return spelled(property, values.values(), (String) value);
        }
        if (value instanceof String text) {
            return text(property, (Scalar) type, text);
        }
        if (value instanceof Long number) {
            range(property, number);
        }
        return value;
    }

    static void count(PropertyFacts property, ListOf list, List<?> values) {
        if (values.size() > list.maximum()) {
            throw BatchException.invalidProperty(
                    property.name(),
                    "",
                    "The list holds " + values.size() + " items, the maximum is " + list.maximum());
        }
    }

    private static String spelled(PropertyFacts property, List<String> values, String sent) {
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).equalsIgnoreCase(sent)) {
                return property.spellings().isEmpty()
                        ? values.get(i).toLowerCase(Locale.ROOT)
                        : property.spellings().get(i);
            }
        }
        throw BatchException.invalidProperty(
                property.name(), sent, "The value must be one of " + String.join(", ", values));
    }

    private static String text(PropertyFacts property, Scalar type, String text) {
        String wrong = switch (type) {
            case DURATION -> duration(property, text);
            case DATE_TIME -> dateTime(text) ? "" : "The value is not a date and time in ISO 8601 form";
            case URI -> uri(text) ? "" : "The specified " + capital(property.name()) + " is not a valid URI";
            default -> "";
        };
        if (property.id() && !ID.matcher(text).matches()) {
            wrong = "An id must be 1 to 64 characters long and hold only letters, digits, hyphens and underscores";
        }
        if (property.length() > 0 && text.length() > property.length()) {
            wrong = "The value must not be longer than " + property.length() + " characters";
        }
        if (!wrong.isEmpty()) {
            throw BatchException.invalidProperty(property.name(), text, wrong);
        }
        return switch (type) {
            // Recorded: P3Y6M4DT12H30M5S comes back as P1279DT12H30M5S.
            case DURATION -> Durations.format(Durations.parse(text));
            case DATE_TIME -> WireTime.inBody(OffsetDateTime.parse(text).toInstant());
            default -> text;
        };
    }

    private static String duration(PropertyFacts property, String text) {
        // What the service reads its durations with knows no weeks (guessed from .NET).
        if (text.contains("W")) {
            return NO_DURATION;
        }
        try {
            Duration value = Durations.parse(text);
            Range range = property.range();
            if (!range.minimum().isEmpty() && value.compareTo(Durations.parse(range.minimum())) < 0) {
                return "The value must not be less than " + range.minimum();
            }
            if (!range.maximum().isEmpty() && value.compareTo(Durations.parse(range.maximum())) > 0) {
                return "The value must not be greater than " + range.maximum();
            }
            return value.isNegative() ? "The value must not be negative" : "";
        } catch (DateTimeParseException | ArithmeticException e) {
            return NO_DURATION;
        }
    }

    private static boolean dateTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean uri(String text) {
        try {
            return new URI(text.replace(" ", "%20")).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void range(PropertyFacts property, long value) {
        // In its description only, which the generated facts leave out.
        if (property.name().equals("maxParallelTasks") && value < 1 && value != -1) {
            throw BatchException.invalidProperty(
                    property.name(), Long.toString(value), "The value must be -1 or greater than 0");
        }
        Range range = property.range();
        boolean small = !range.minimum().isEmpty() && value < Long.parseLong(range.minimum());
        boolean large = !range.maximum().isEmpty() && value > Long.parseLong(range.maximum());
        if (!small && !large) {
            return;
        }
        if (property.name().equals("priority") && range.maximum().equals("1000")) {
            throw BatchErrorCode.OUT_OF_RANGE_PRIORITY
                    .exception()
                    .with("PropertyName", "priority")
                    .with("PropertyValue", Long.toString(value));
        }
        throw BatchException.invalidProperty(
                property.name(),
                Long.toString(value),
                small
                        ? "The value must not be less than " + range.minimum()
                        : "The value must not be greater than " + range.maximum());
    }

    private static String capital(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
