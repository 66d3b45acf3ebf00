package io.github.batchbench.benchmarks.compare.render;

import io.github.batchbench.benchmarks.compare.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers for people, the same in every locale. */
final class Figures {
    static final String NONE = "-";

    private Figures() {}

    /** Four significant digits, thousands apart, without an exponent as long as that can be read. */
    static String score(double value) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-4 || size >= 1e9)) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(4));
        return String.format(Locale.ROOT, "%,." + Math.max(0, rounded.scale()) + "f", rounded);
    }

    /** {@code +12.3%}; never {@code -0.0%}. */
    static String change(double fraction) {
        if (!Double.isFinite(fraction)) {
            return NONE;
        }
        String text = String.format(Locale.ROOT, "%+.1f%%", fraction * 100);
        return text.equals("-0.0%") ? "+0.0%" : text;
    }

    static String change(OptionalDouble fraction) {
        return fraction.isPresent() ? change(fraction.getAsDouble()) : NONE;
    }

    static String interval(Interval interval) {
        return Double.isFinite(interval.low()) && Double.isFinite(interval.high())
                ? change(interval.low()) + " to " + change(interval.high())
                : "unknown";
    }

    /** {@code 5%}, {@code 0.5%}. */
    static String percent(double fraction) {
        BigDecimal percent =
                new BigDecimal(fraction * 100).round(new MathContext(3)).stripTrailingZeros();
        return percent.toPlainString() + "%";
    }

    static String p(double p) {
        return p < 0.0001 ? "<0.0001" : String.format(Locale.ROOT, "%.4f", p);
    }
}
