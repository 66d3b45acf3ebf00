package io.github.batchbench.benchmarks;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Reports where the time of the runs of an iteration went, in milliseconds a run. JMH's own counters cannot: it adds them
 * up over the iterations. Benchmarks without phases are left alone.
 */
public final class PhaseProfiler implements InternalProfiler {
    private static final Map<Phase, Double> SUMS = new EnumMap<>(Phase.class);
    private static int runs;

    /** Adds one run, in milliseconds; a phase that is not there counts as none. JMH's own state is static as well. */
    static synchronized void record(Map<Phase, Double> millis) {
        runs++;
        millis.forEach((phase, value) -> SUMS.merge(phase, value, Double::sum));
    }

    private static synchronized List<Result<?>> take() {
        List<Result<?>> results = SUMS.entrySet().stream()
                .<Result<?>>map(sum ->
                        new ScalarResult(sum.getKey().metric(), sum.getValue() / runs, "ms/op", AggregationPolicy.AVG))
                .toList();
        SUMS.clear();
        runs = 0;
        return results;
    }

    @Override
    public String getDescription() {
        return "where the time of a run of the nine steps goes";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        take();
    }

    @Override
    @SuppressWarnings("rawtypes") // As JMH declares it.
    public Collection<? extends Result> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        return take();
    }
}
