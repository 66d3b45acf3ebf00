package io.github.batchbench.fake.autoscale;

import io.github.batchbench.fake.autoscale.Value.Scalar;
import io.github.batchbench.fake.autoscale.Value.Text;
import io.github.batchbench.fake.autoscale.Value.Timestamp;
import io.github.batchbench.fake.autoscale.Value.Vector;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/** The functions of the language but for {@code stop()}, which is the interpreter's. */
final class Functions {
    /** Those that make one number of a list; the list must not be empty. */
    private static final Map<String, ToDoubleFunction<double[]>> AGGREGATES = Map.of(
            "avg", values -> DoubleStream.of(values).average().orElseThrow(),
            "max", values -> DoubleStream.of(values).max().orElseThrow(),
            "min", values -> DoubleStream.of(values).min().orElseThrow(),
            "norm", values -> Math.sqrt(DoubleStream.of(values).map(v -> v * v).sum()),
            "range",
                    values -> DoubleStream.of(values).max().orElseThrow()
                            - DoubleStream.of(values).min().orElseThrow(),
            "std", Functions::standardDeviation);

    /** Those of one number, or of each in a list. */
    private static final Map<String, DoubleUnaryOperator> EACH = Map.of(
            "lg", v -> Math.log(v) / Math.log(2),
            "ln", Math::log,
            "log", Math::log10,
            "ceil", Math::ceil,
            "floor", Math::floor,
            "round", v -> Math.signum(v) * Math.floor(Math.abs(v) + 0.5),
            "trunc", v -> v < 0 ? Math.ceil(v) : Math.floor(v));

    /** The service's times end at 100 nanoseconds; those of Java, with nine digits, fail (reported). */
    private static final Pattern TOO_FINE = Pattern.compile(".*\\.\\d{8,}.*");

    private final Instant now;
    private final RandomGenerator random;

    Functions(Instant now, RandomGenerator random) {
        this.now = now;
        this.random = random;
    }

    Value call(Expression.Call call, List<Value> arguments) {
        ToDoubleFunction<double[]> aggregate = AGGREGATES.get(call.function());
        if (aggregate != null) {
            double[] values = flat(call, arguments);
            if (values.length == 0) {
                throw new FormulaException(call.position(), call.function() + " of an empty list");
            }
            return new Scalar(aggregate.applyAsDouble(values));
        }
        DoubleUnaryOperator each = EACH.get(call.function());
        if (each != null) {
            return each(call, arguments, each);
        }
        return switch (call.function()) {
            case "len" -> new Scalar(flat(call, arguments).length);
            case "sum" -> new Scalar(DoubleStream.of(flat(call, arguments)).sum());
            case "vec" ->
                new Vector(DoubleStream.of(flat(call, arguments)).boxed().toList());
            case "percentile" -> percentile(call, arguments);
            case "val" -> element(call, arguments);
            case "rand" -> new Scalar(random.nextDouble());
            case "time" -> time(call, arguments);
            default -> throw new FormulaException(call.position(), "Undefined symbol: " + call.function());
        };
    }

    private static Value each(Expression.Call call, List<Value> arguments, DoubleUnaryOperator function) {
        if (arguments.size() == 1 && arguments.get(0) instanceof Scalar scalar) {
            return new Scalar(function.applyAsDouble(scalar.value()));
        }
        return new Vector(
                DoubleStream.of(flat(call, arguments)).map(function).boxed().toList());
    }

    /** The value at the nearest rank. */
    private static Value percentile(Expression.Call call, List<Value> arguments) {
        List<Double> sorted =
                new ArrayList<>(vector(call, arguments).stream().sorted().toList());
        double percent = number(call, arguments);
        if (sorted.isEmpty() || percent < 0 || percent > 100) {
            throw new FormulaException(call.position(), "percentile of an empty list, or outside of 0 to 100");
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return new Scalar(sorted.get(Math.max(rank, 1) - 1));
    }

    private static Value element(Expression.Call call, List<Value> arguments) {
        List<Double> values = vector(call, arguments);
        int index = (int) number(call, arguments);
        if (index < 0 || index >= values.size()) {
            throw new FormulaException(
                    call.position(), "Index " + index + " is out of range, the vector has " + values.size());
        }
        return new Scalar(values.get(index));
    }

    private Value time(Expression.Call call, List<Value> arguments) {
        if (arguments.isEmpty()) {
            return new Timestamp(now);
        }
        if (arguments.size() == 1 && arguments.get(0) instanceof Text text) {
            return text.value().isEmpty() ? new Timestamp(now) : new Timestamp(instant(call, text.value()));
        }
        throw wrongArguments(call);
    }

    private static Instant instant(Expression.Call call, String text) {
        if (TOO_FINE.matcher(text).matches()) {
            throw new FormulaException(call.position(), "Not a date and time: " + text);
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException noW3cTime) {
            try {
                return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            } catch (DateTimeParseException noRfc1123) {
                try {
                    return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
                } catch (DateTimeParseException e) {
                    throw new FormulaException(call.position(), "Not a date and time: " + text);
                }
            }
        }
    }

    private static double standardDeviation(double[] values) {
        double mean = DoubleStream.of(values).average().orElseThrow();
        double squares =
                DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).sum();
        return values.length == 1 ? 0 : Math.sqrt(squares / (values.length - 1));
    }

    private static double[] flat(Expression.Call call, List<Value> arguments) {
        DoubleStream.Builder all = DoubleStream.builder();
        for (Value argument : arguments) {
            if (argument instanceof Scalar scalar) {
                all.add(scalar.value());
            } else if (argument instanceof Vector vector) {
                vector.values().forEach(all::add);
            } else {
                throw wrongArguments(call);
            }
        }
        return all.build().toArray();
    }

    private static List<Double> vector(Expression.Call call, List<Value> arguments) {
        if (arguments.size() == 2 && arguments.get(0) instanceof Vector vector) {
            return vector.values();
        }
        throw wrongArguments(call);
    }

    private static double number(Expression.Call call, List<Value> arguments) {
        if (arguments.get(1) instanceof Scalar scalar) {
            return scalar.value();
        }
        throw wrongArguments(call);
    }

    private static FormulaException wrongArguments(Expression.Call call) {
        return new FormulaException(call.position(), "Invalid arguments for function: " + call.function());
    }
}
