package io.github.batchbench.benchmarks.run;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long to measure.
 *
 * @param name for the report
 * @param forks of every benchmark
 * @param warmupIterations of every fork
 * @param warmupTime of an iteration, as JMH's command line takes it
 * @param measurementIterations of every fork
 * @param measurementTime of an iteration
 * @param params values of the benchmarks' parameters; those not named keep all of their values
 */
public record Profile(
        String name,
        int forks,
        int warmupIterations,
        String warmupTime,
        int measurementIterations,
        String measurementTime,
        Map<String, String> params) {
    /** Under three minutes for all suites: for a look, not for a verdict. */
    public static final Profile QUICK = new Profile("quick", 1, 1, "300ms", 2, "300ms", Map.of());

    /** Five forks, as many as the comparer's verdicts need. */
    public static final Profile FULL = new Profile("full", 5, 3, "2s", 5, "2s", Map.of());

    /** For the ruler alone. */
    public static final Profile RULER = new Profile("ruler", 3, 2, "200ms", 3, "200ms", Map.of());

    /** Copies the map. */
    public Profile {
        params = Map.copyOf(params);
    }

    /** The same with some values changed. */
    public Profile with(int newForks, Map<String, String> newParams) {
        Map<String, String> all = new TreeMap<>(params);
        all.putAll(newParams);
        return new Profile(name, newForks, warmupIterations, warmupTime, measurementIterations, measurementTime, all);
    }

    /** As arguments of JMH's command line, for these benchmarks. */
    List<String> arguments(List<String> includes) {
        List<String> arguments = new java.util.ArrayList<>(includes);
        arguments.addAll(List.of("-f", Integer.toString(forks), "-foe", "true"));
        arguments.addAll(List.of("-wi", Integer.toString(warmupIterations), "-w", warmupTime));
        arguments.addAll(List.of("-i", Integer.toString(measurementIterations), "-r", measurementTime));
        new TreeMap<>(params).forEach((param, values) -> arguments.addAll(List.of("-p", param + "=" + values)));
        return arguments;
    }
}
