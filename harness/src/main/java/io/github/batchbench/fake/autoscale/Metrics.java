package io.github.batchbench.fake.autoscale;

import io.github.batchbench.fake.autoscale.Lexer.Position;
import io.github.batchbench.fake.autoscale.SampleSource.Sample;
import io.github.batchbench.fake.autoscale.Value.Interval;
import io.github.batchbench.fake.autoscale.Value.Metric;
import io.github.batchbench.fake.autoscale.Value.Scalar;
import io.github.batchbench.fake.autoscale.Value.Timestamp;
import io.github.batchbench.fake.autoscale.Value.Vector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The metrics of the service and their methods. */
final class Metrics {
    /** A sample is taken every 30 seconds. */
    static final Duration PERIOD = Duration.ofSeconds(30);

    /** What is wanted of a time frame whose percentage the formula does not name (reported of new pools). */
    private static final double DEFAULT_PERCENT = 70;

    private static final Set<String> NAMES = Set.of(
            "$CPUPercent",
            "$WallClockSeconds",
            "$MemoryBytes",
            "$DiskBytes",
            "$DiskReadBytes",
            "$DiskWriteBytes",
            "$DiskReadOps",
            "$DiskWriteOps",
            "$NetworkInBytes",
            "$NetworkOutBytes",
            "$SampleNodeCount",
            "$ActiveTasks",
            "$RunningTasks",
            "$PendingTasks",
            "$SucceededTasks",
            "$FailedTasks",
            "$CurrentDedicatedNodes",
            "$CurrentLowPriorityNodes",
            "$PreemptedNodeCount",
            "$UsableNodeCount");

    private final SampleSource source;
    private final Instant now;

    Metrics(SampleSource source, Instant now) {
        this.source = source;
        this.now = now;
    }

    static boolean has(String name) {
        return NAMES.contains(name);
    }

    /** The latest sample: what a metric is in a calculation. */
    Scalar latest(Position position, Metric metric) {
        List<Sample> samples = source.history(metric.name());
        if (samples.isEmpty()) {
            throw insufficient(position, metric, 100, 0);
        }
        return new Scalar(samples.get(samples.size() - 1).value());
    }

    Value call(Expression.Method call, Metric metric, List<Value> arguments) {
        return switch (call.method()) {
            case "GetSample" -> samples(call, metric, arguments);
            case "GetSamplePercent" -> new Scalar(percent(metric, span(call, arguments)));
            case "GetSamplePeriod" -> new Interval(PERIOD);
            case "Count" -> new Scalar(source.history(metric.name()).size());
            case "HistoryBeginTime" ->
                new Timestamp(source.history(metric.name()).stream()
                        .findFirst()
                        .map(Sample::at)
                        .orElse(now));
            default -> throw new FormulaException(call.position(), "Undefined symbol: " + call.method());
        };
    }

    private Value samples(Expression.Method call, Metric metric, List<Value> arguments) {
        if (arguments.size() == 1 && arguments.get(0) instanceof Scalar count) {
            List<Sample> all = source.history(metric.name());
            int wanted = (int) Math.min(Math.max(count.value(), 0), all.size());
            if (wanted == 0) {
                throw insufficient(call.position(), metric, 100, 0);
            }
            return vector(all.subList(all.size() - wanted, all.size()));
        }
        int last = arguments.size() - 1;
        boolean named = arguments.size() > 1 && arguments.get(last) instanceof Scalar;
        double wanted = named ? ((Scalar) arguments.get(last)).value() : DEFAULT_PERCENT;
        Span span = span(call, named ? arguments.subList(0, last) : arguments);
        double there = percent(metric, span);
        if (there < wanted) {
            throw insufficient(call.position(), metric, wanted, there);
        }
        return vector(within(metric, span));
    }

    /** A time frame; its bounds may be given in any order. */
    private record Span(Instant from, Instant to) {}

    private Span span(Expression.Method call, List<Value> arguments) {
        if (arguments.isEmpty() || arguments.size() > 2) {
            throw wrongArguments(call);
        }
        Instant first = instant(call, arguments.get(0));
        Instant second = arguments.size() == 2 ? instant(call, arguments.get(1)) : now;
        return first.isBefore(second) ? new Span(first, second) : new Span(second, first);
    }

    private Instant instant(Expression.Method call, Value value) {
        if (value instanceof Timestamp timestamp) {
            return timestamp.value();
        }
        if (value instanceof Interval interval) {
            return now.minus(interval.value());
        }
        throw wrongArguments(call);
    }

    private List<Sample> within(Metric metric, Span span) {
        return source.history(metric.name()).stream()
                .filter(sample ->
                        sample.at().isAfter(span.from()) && !sample.at().isAfter(span.to()))
                .toList();
    }

    private double percent(Metric metric, Span span) {
        long possible = Duration.between(span.from(), span.to()).toMillis() / PERIOD.toMillis();
        int there = within(metric, span).size();
        return possible == 0 ? (there > 0 ? 100 : 0) : Math.min(100, 100.0 * there / possible);
    }

    private static Vector vector(List<Sample> samples) {
        return new Vector(samples.stream().map(Sample::value).toList());
    }

    private static FormulaException insufficient(Position position, Metric metric, double wanted, double there) {
        return FormulaException.insufficientSamples(
                position,
                "Insufficient data from data set: " + metric.name() + " wanted " + new Scalar(wanted).text()
                        + "%, received " + new Scalar(Math.floor(there)).text() + "%");
    }

    private static FormulaException wrongArguments(Expression.Method call) {
        return new FormulaException(call.position(), "Invalid arguments for function: " + call.method());
    }
}
