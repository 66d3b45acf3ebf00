package io.github.batchbench.benchmarks.report;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One result of JMH while it is read; its fields may come in any order. */
final class RowDraft {
    private static final Map<Fact, String> FACT_FIELDS = Map.of(
            Fact.JDK, "jdkVersion",
            Fact.VM, "vmName",
            Fact.VM_BUILD, "vmVersion",
            Fact.FLAGS, "jvmArgs",
            Fact.JMH, "jmhVersion");

    private final int position;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final SortedMap<String, String> params = new TreeMap<>();
    private final Map<String, Metric> metrics = new LinkedHashMap<>();

    /**
     * A metric's data.
     *
     * @param unit as the report has it
     * @param forks those that kept data
     */
    record Metric(String unit, java.util.List<Fork> forks) {}

    RowDraft(int position) {
        this.position = position;
    }

    void put(String field, String value) {
        fields.put(field, value);
    }

    SortedMap<String, String> params() {
        return params;
    }

    Map<String, Metric> metrics() {
        return metrics;
    }

    /** A row for the primary metric and one for each secondary metric. */
    Stream<Row> rows() {
        String benchmark = need("benchmark");
        String label = need("mode");
        Mode mode = Mode.of(label)
                .orElseThrow(() -> new ReportException(
                        "%s: unknown mode \"%s\"".formatted(Text.oneLine(benchmark, 200), Text.oneLine(label, 40))));
        if (!metrics.containsKey("")) {
            throw new ReportException(Text.oneLine(benchmark, 200) + ": no primaryMetric");
        }
        Map<Fact, String> facts = facts();
        return metrics.entrySet().stream()
                .map(metric -> row(benchmark, mode, metric.getKey(), metric.getValue(), facts));
    }

    private Row row(String benchmark, Mode mode, String name, Metric metric, Map<Fact, String> facts) {
        Unit unit = Unit.parse(metric.unit());
        RowKey key = new RowKey(
                benchmark, mode, params, number("threads"), number("measurementBatchSize"), name, unit.dimension());
        Direction direction = name.isEmpty() ? mode.direction() : Direction.ofSecondary(name, unit.text());
        return new Row(key, unit, direction, metric.forks(), facts);
    }

    private Map<Fact, String> facts() {
        Map<Fact, String> facts = new EnumMap<>(Fact.class);
        FACT_FIELDS.forEach((fact, field) -> putIfKnown(facts, fact, fields.get(field)));
        putIfKnown(facts, Fact.WARMUP, iterations("warmup"));
        putIfKnown(facts, Fact.MEASUREMENT, iterations("measurement"));
        return facts;
    }

    private static void putIfKnown(Map<Fact, String> facts, Fact fact, @Nullable String value) {
        if (value != null) {
            facts.put(fact, value);
        }
    }

    private @Nullable String iterations(String phase) {
        String count = fields.get(phase + "Iterations");
        return count == null ? null : count + " x " + Objects.requireNonNullElse(fields.get(phase + "Time"), "?");
    }

    private int number(String field) {
        String text = fields.getOrDefault(field, "1");
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new ReportException(
                    "%s: \"%s\" is not a number: %s"
                            .formatted(Text.oneLine(need("benchmark"), 200), field, Text.oneLine(text, 40)),
                    e);
        }
    }

    private String need(String field) {
        String value = fields.get(field);
        if (value == null) {
            throw new ReportException("result " + position + ": no \"" + field + "\"; is this JMH's JSON?");
        }
        return value;
    }
}
