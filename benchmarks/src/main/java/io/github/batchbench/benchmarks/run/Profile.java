package io.github.batchbench.benchmarks.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long to measure.
 *
 * @param name for the report
 * @param forks of every benchmark
 * @param iterations arguments of JMH that say how many iterations of which time; none for those that a benchmark names
 * @param params values of the benchmarks' parameters; those not named keep all of their values
 */
public record Profile(String name, int forks, List<String> iterations, Map<String, String> params) {
    /** Under three minutes for all suites: for a look, not for a verdict. */
    public static final Profile QUICK = new Profile(
            "quick",
            1,
            List.of("-wi", "1", "-w", "300ms", "-i", "2", "-r", "300ms"),
            Map.of(
                    "corpus",
                    "tutorial,english",
                    "size",
                    "3000000",
                    "tasks",
                    "3,20",
                    "slots",
                    "2",
                    "jobTasks",
                    "100,10000"));

    /**
     * Five forks, as many as the comparer's verdicts need, each with the benchmark's own iterations. The turnaround is that
     * of shell tasks: a thousand Java machines a run would take hours, and one is measured on its own.
     */
    public static final Profile FULL = new Profile("full", 5, List.of(), Map.of("program", "shell"));

    /** For the ruler alone. */
    public static final Profile RULER =
            new Profile("ruler", 3, List.of("-wi", "2", "-w", "200ms", "-i", "3", "-r", "200ms"), Map.of());

    /** Copies the collections. */
    public Profile {
        iterations = List.copyOf(iterations);
        params = Map.copyOf(params);
    }

    /** The same with some values changed. */
    public Profile with(int newForks, Map<String, String> newParams) {
        Map<String, String> all = new TreeMap<>(params);
        all.putAll(newParams);
        return new Profile(name, newForks, iterations, all);
    }

    /** As arguments of JMH's command line, for these benchmarks. */
    List<String> arguments(List<String> includes) {
        List<String> arguments = new ArrayList<>(includes);
        arguments.addAll(List.of("-f", Integer.toString(forks), "-foe", "true", "-prof", "gc"));
        arguments.addAll(iterations);
        new TreeMap<>(params).forEach((param, values) -> arguments.addAll(List.of("-p", param + "=" + values)));
        return arguments;
    }
}
