package io.github.batchbench.fake.protocol.batch.odata;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.protocol.HttpDates;
import io.github.batchbench.fake.protocol.batch.odata.FilterLexer.Kind;
import io.github.batchbench.fake.protocol.batch.odata.FilterLexer.Token;
import io.github.batchbench.fake.protocol.batch.odata.FilterProperty.Operator;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares a property with a literal. A property that an entity lacks is unequal to everything and neither more nor
 * less; texts compare without regard to case, as ids do.
 */
final class Comparison {
    private Comparison() {}

    static Predicate<Document> of(FilterProperty property, Operator operator, Token literal) {
        String[] path = property.path().split("/", -1);
        Comparable<Object> wanted = comparable(literal(property, literal));
        return entity -> {
            Object value = value(entity, path);
            if (value == null) {
                return operator == Operator.NE;
            }
            Object comparable = converted(property.type(), value);
            return operator == Operator.STARTSWITH
                    ? comparable.toString().startsWith(wanted.toString())
                    : operator.holds(-Integer.signum(wanted.compareTo(comparable)));
        };
    }

    private static Object literal(FilterProperty property, Token literal) {
        String text = literal.text();
        return switch (property.type()) {
            case STRING -> {
                require(property, literal, Kind.STRING);
                yield text.toLowerCase(Locale.ROOT);
            }
            case NUMBER -> {
                require(property, literal, Kind.NUMBER);
                yield new BigDecimal(text);
            }
            case BOOLEAN -> {
                if (literal.kind() != Kind.NAME || !(text.equals("true") || text.equals("false"))) {
                    throw mismatch(property, literal);
                }
                yield Boolean.valueOf(text);
            }
            case DATETIME -> {
                require(property, literal, Kind.DATETIME);
                yield instant(property, literal);
            }
        };
    }

    private static Instant instant(FilterProperty property, Token literal) {
        try {
            return OffsetDateTime.parse(literal.text()).toInstant();
        } catch (DateTimeParseException withoutZone) {
            try {
                return LocalDateTime.parse(literal.text()).toInstant(ZoneOffset.UTC);
            } catch (DateTimeParseException noIso8601) {
                return HttpDates.parse(literal.text()).orElseThrow(() -> mismatch(property, literal));
            }
        }
    }

    private static void require(FilterProperty property, Token literal, Kind kind) {
        if (literal.kind() != kind) {
            throw mismatch(property, literal);
        }
    }

    private static FilterException mismatch(FilterProperty property, Token literal) {
        return new FilterException(
                "The value '" + literal.text() + "' cannot be compared with the property '" + property.path() + "'.");
    }

    private static Object converted(FilterProperty.Type type, Object value) {
        return switch (type) {
            case STRING -> value.toString().toLowerCase(Locale.ROOT);
            case NUMBER -> new BigDecimal(value.toString());
            case BOOLEAN -> value;
            case DATETIME -> Instant.parse(value.toString());
        };
    }

    private static @Nullable Object value(Document entity, String[] path) {
        Document holder = entity;
        for (int i = 0; i < path.length - 1; i++) {
            holder = holder.object(path[i]).orElse(Document.EMPTY);
        }
        return holder.properties().get(path[path.length - 1]);
    }

    @SuppressWarnings("unchecked") // Both sides went through the same conversion to a comparable.
    private static Comparable<Object> comparable(Object literal) {
        return (Comparable<Object>) literal;
    }
}
