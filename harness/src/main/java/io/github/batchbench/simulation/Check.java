package io.github.batchbench.simulation;

import io.github.batchbench.fake.autoscale.Formula;
import io.github.batchbench.fake.autoscale.FormulaException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Refuses what a plan must not say, naming the field. */
final class Check {
    /** What is wrong with which field. */
    static final class Failure extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private final String field;

        private Failure(String field, String what) {
            super(field + " " + what);
            this.field = field;
        }

        String field() {
            return field;
        }
    }

    private Check() {}

    static void that(boolean holds, String field, String otherwise) {
        if (!holds) {
            throw new Failure(field, otherwise);
        }
    }

    /** Refuses a formula that cannot be read. */
    static void formula(String field, String formula) {
        try {
            Formula.parse(formula);
        } catch (FormulaException e) {
            throw new Failure(field, "cannot be read: " + e.text());
        }
    }

    static void range(String field, double value, double min, double max) {
        that(
                value >= min && value <= max,
                field,
                "must be from " + number(min) + " to " + number(max) + ", not " + number(value));
    }

    static void positive(String field, @Nullable Duration value) {
        if (value == null) {
            throw new Failure(field, "is missing: a time such as \"90s\"");
        }
        that(value.toMillis() > 0, field, "must be at least 1 millisecond, not " + text(value));
    }

    static void notNegative(String field, Duration value) {
        that(!value.isNegative(), field, "must not be negative: " + text(value));
    }

    /** As a plan writes it: {@code 1h30m}. */
    static String text(Duration value) {
        return value.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
