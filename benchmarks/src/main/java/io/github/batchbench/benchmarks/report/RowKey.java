package io.github.batchbench.benchmarks.report;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What makes two rows the same measurement. Rows of unlike keys are never compared.
 *
 * @param benchmark full name of the method
 * @param mode JMH's mode
 * @param params JMH's parameters, by name
 * @param threads of the benchmark
 * @param batch invocations that one measured operation stands for in single-shot mode
 * @param metric empty for the primary metric, else the secondary metric's name without JMH's marker
 * @param dimension of the unit, see {@link Unit}
 */
public record RowKey(
        String benchmark,
        Mode mode,
        SortedMap<String, String> params,
        int threads,
        int batch,
        String metric,
        String dimension)
        implements Comparable<RowKey> {

    private static final Comparator<RowKey> ORDER = Comparator.comparing(RowKey::benchmark)
            .thenComparing(RowKey::metric)
            .thenComparing(RowKey::mode)
            .thenComparing(key -> key.params.toString())
            .thenComparing(RowKey::threads)
            .thenComparing(RowKey::batch)
            .thenComparing(RowKey::dimension);

    /** Copies the parameters. */
    public RowKey {
        params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
    }

    /** A key of a primary metric on one thread. */
    public static RowKey primary(String benchmark, Mode mode, Map<String, String> params, String dimension) {
        return new RowKey(benchmark, mode, new TreeMap<>(params), 1, 1, "", dimension);
    }

    /** True for the metric that the mode names. */
    public boolean isPrimary() {
        return metric.isEmpty();
    }

    /** {@code size=10, threads 4, gc.alloc.rate.norm}: what sets this row apart from others of its benchmark. */
    public String details() {
        String details = params.entrySet().stream()
                .map(param -> param.getKey() + "=" + param.getValue())
                .collect(Collectors.joining(", "));
        details = append(details, threads == 1 ? "" : threads + " threads");
        details = append(details, batch == 1 ? "" : "batch of " + batch);
        return append(details, metric);
    }

    private static String append(String left, String right) {
        return left.isEmpty() || right.isEmpty() ? left + right : left + ", " + right;
    }

    @Override
    public int compareTo(RowKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        String details = details();
        return benchmark + (details.isEmpty() ? "" : " (" + details + ")") + " " + mode.label();
    }
}
