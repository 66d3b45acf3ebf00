package io.github.batchbench.fake.autoscale;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A value of the formula language. */
sealed interface Value {
    /** A double; also the truth value of a comparison, 1 or 0. */
    record Scalar(double value) implements Value {
        static Scalar of(boolean truth) {
            return new Scalar(truth ? 1 : 0);
        }

        @Override
        public String type() {
            return "double";
        }

        @Override
        public String text() {
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                return Double.toString(value);
            }
            BigDecimal decimal = BigDecimal.valueOf(value);
            return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
        }
    }

    /** A doubleVec. */
    record Vector(List<Double> values) implements Value {
        @Override
        public String type() {
            return "doubleVec";
        }

        @Override
        public String text() {
            return values.stream().map(value -> new Scalar(value).text()).collect(Collectors.joining(",", "[", "]"));
        }
    }

    /** A string. */
    record Text(String value) implements Value {
        @Override
        public String type() {
            return "string";
        }

        @Override
        public String text() {
            return value;
        }
    }

    /** A timestamp. */
    record Timestamp(Instant value) implements Value {
        private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                        "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC);

        @Override
        public String type() {
            return "timestamp";
        }

        @Override
        public String text() {
            return FORM.format(value);
        }
    }

    /** A timeinterval. */
    record Interval(Duration value) implements Value {
        @Override
        public String type() {
            return "timeinterval";
        }

        @Override
        public String text() {
            return value.toString();
        }
    }

    /** A metric of the service: an object with methods; in a calculation its latest sample. */
    record Metric(String name) implements Value {
        @Override
        public String type() {
            return "metric";
        }

        @Override
        public String text() {
            return name;
        }
    }

    /** As results show it. */
    String text();

    /** The type's name, for messages. */
    String type();
}
