package io.github.batchbench.fake.autoscale;

import io.github.batchbench.fake.autoscale.Evaluation.Targets;
import io.github.batchbench.fake.autoscale.Lexer.Position;
import io.github.batchbench.fake.autoscale.Value.Interval;
import io.github.batchbench.fake.autoscale.Value.Metric;
import io.github.batchbench.fake.autoscale.Value.Scalar;
import io.github.batchbench.fake.autoscale.Value.Text;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What names mean during an evaluation: the pool's targets, metrics, constants and the formula's own variables. */
final class Variables {
    private static final String DEDICATED = "$TargetDedicatedNodes";
    private static final String LOW_PRIORITY = "$TargetLowPriorityNodes";
    private static final String OPTION = "$NodeDeallocationOption";
    private static final List<String> OPTIONS = List.of("requeue", "terminate", "taskcompletion", "retaineddata");

    /** Documented: the short names stand for the long ones, which win if both are set. */
    private static final Map<String, String> ALIASES =
            Map.of("$TargetDedicated", DEDICATED, "$TargetLowPriority", LOW_PRIORITY);

    private static final Map<String, Duration> INTERVALS = Map.of(
            "TimeInterval_Zero", Duration.ZERO,
            "TimeInterval_100ns", Duration.ofNanos(100),
            "TimeInterval_Microsecond", Duration.ofNanos(1000),
            "TimeInterval_Millisecond", Duration.ofMillis(1),
            "TimeInterval_Second", Duration.ofSeconds(1),
            "TimeInterval_Minute", Duration.ofMinutes(1),
            "TimeInterval_Hour", Duration.ofHours(1),
            "TimeInterval_Day", Duration.ofDays(1),
            "TimeInterval_Week", Duration.ofDays(7),
            "TimeInterval_Year", Duration.ofDays(365));

    private final Map<String, Value> service = new TreeMap<>();
    private final Map<String, Value> own = new TreeMap<>();
    private final TreeMap<String, Boolean> setByLongName = new TreeMap<>();

    Variables(Targets targets) {
        service.put(DEDICATED, new Scalar(targets.dedicatedNodes()));
        service.put(LOW_PRIORITY, new Scalar(targets.lowPriorityNodes()));
        service.put(OPTION, new Text(targets.deallocationOption()));
    }

    Value get(Position position, String name) {
        String full = ALIASES.getOrDefault(name, name);
        if (service.containsKey(full)) {
            return service.get(full);
        }
        if (own.containsKey(name)) {
            return own.get(name);
        }
        if (Metrics.has(name)) {
            return new Metric(name);
        }
        Duration interval = INTERVALS.get(name);
        if (interval != null) {
            return new Interval(interval);
        }
        if (OPTIONS.contains(name)) {
            return new Text(name);
        }
        throw new FormulaException(position, "Undefined symbol: " + name);
    }

    void set(Position position, String name, Value value) {
        String full = ALIASES.getOrDefault(name, name);
        if (full.equals(OPTION)) {
            String option = Interpreter.text(position, value);
            if (!OPTIONS.contains(option)) {
                throw new FormulaException(position, "Invalid value for " + OPTION + ": " + option);
            }
            service.put(OPTION, value);
        } else if (service.containsKey(full)) {
            setTarget(position, name, full, value);
        } else if (Metrics.has(name) || INTERVALS.containsKey(name) || OPTIONS.contains(name)) {
            throw new FormulaException(position, "Cannot assign to read-only symbol: " + name);
        } else {
            own.put(name, value);
        }
    }

    private void setTarget(Position position, String name, String full, Value value) {
        if (!(value instanceof Scalar scalar)) {
            throw new FormulaException(position, "A double was expected for " + name + ", not a " + value.type());
        }
        // The service's rule for fractions is not recorded; a node more than the formula asks for would cost money.
        double nodes = Math.floor(scalar.value());
        if (!(nodes >= 0 && nodes <= Integer.MAX_VALUE)) {
            throw new FormulaException(position, "Invalid value for " + name + ": " + scalar.text());
        }
        boolean isAlias = !name.equals(full);
        if (isAlias && setByLongName.containsKey(full)) {
            return;
        }
        if (!isAlias) {
            setByLongName.put(full, true);
        }
        service.put(full, new Scalar(nodes));
    }

    Targets targets() {
        return new Targets(nodes(DEDICATED), nodes(LOW_PRIORITY), String.valueOf(text(OPTION)));
    }

    private int nodes(String name) {
        return service.get(name) instanceof Scalar scalar ? (int) scalar.value() : 0;
    }

    private String text(String name) {
        Value value = service.get(name);
        return value == null ? "" : value.text();
    }

    /** As the service lists them (recorded). */
    String results() {
        StringBuilder text = new StringBuilder();
        for (String name : List.of(DEDICATED, LOW_PRIORITY, OPTION)) {
            text.append(text.isEmpty() ? "" : ";").append(name).append('=').append(text(name));
        }
        own.forEach((name, value) -> text.append(';').append(name).append('=').append(value.text()));
        return text.toString();
    }
}
