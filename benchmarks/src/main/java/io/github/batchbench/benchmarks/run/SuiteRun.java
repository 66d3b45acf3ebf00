package io.github.batchbench.benchmarks.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.batchbench.benchmarks.PhaseProfiler;
import io.github.batchbench.benchmarks.RulerBenchmark;
import io.github.batchbench.benchmarks.report.EnvironmentProbe;
import io.github.batchbench.benchmarks.report.Fact;
import io.github.batchbench.benchmarks.report.ForkMerge;
import io.github.batchbench.benchmarks.report.ReportWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Runs benchmarks with the ruler before and after, and writes reports.
 *
 * @param includes JMH's patterns of benchmarks; the ruler is never among them
 * @param profile how long
 * @param jvmOptions of the JVMs that measure
 * @param profilers of JMH, as its option {@code -prof} takes them, besides those of every run
 * @param target {@code fake} or {@code live}
 * @param clock tells when the run began
 * @param progress JMH's output
 */
public record SuiteRun(
        List<String> includes,
        Profile profile,
        List<String> jvmOptions,
        List<String> profilers,
        String target,
        Clock clock,
        PrintWriter progress) {
    private static final String RULER = Pattern.quote(RulerBenchmark.class.getName()) + ".ruler$";

    /** Copies the lists. */
    public SuiteRun {
        includes = List.copyOf(includes);
        jvmOptions = List.copyOf(jvmOptions);
        profilers = List.copyOf(profilers);
    }

    /** Runs this build and writes its report. */
    public void run(Path report) throws IOException, InterruptedException {
        Map<Fact, String> environment = environment(Build.own());
        JmhProcess jmh = process(ownClassPath());
        ArrayNode start = ruler();
        ArrayNode results = jmh.run(ownArguments(profile, includes));
        ReportWriter.write(report, environment, start, results, ruler());
    }

    /** As {@link #runAgainst(Path, Path, Path, MoreForks)}, with the profile's forks and no more. */
    public void runAgainst(Path otherJar, Path otherReport, Path report) throws IOException, InterruptedException {
        runAgainst(otherJar, otherReport, report, MoreForks.NONE);
    }

    /**
     * Runs this build and another, whose forks take turns as A B B A, so that a machine that drifts steadily slows both
     * alike. Each report gets the same ruler. Both are written after each round of forks.
     */
    public void runAgainst(Path otherJar, Path otherReport, Path report, MoreForks more)
            throws IOException, InterruptedException {
        Map<Fact, String> otherEnvironment = environment(Build.of(otherJar));
        Map<Fact, String> environment = environment(Build.own());
        List<ArrayNode> otherForks = new ArrayList<>();
        List<ArrayNode> ownForks = new ArrayList<>();
        ArrayNode start = ruler();
        Optional<MoreForks.Round> round = Optional.of(new MoreForks.Round(profile.forks(), includes));
        while (round.isPresent()) {
            run(otherJar, round.get(), otherForks, ownForks);
            ArrayNode end = ruler();
            ReportWriter.write(otherReport, otherEnvironment, start, ForkMerge.merge(otherForks), end);
            ReportWriter.write(report, environment, start, ForkMerge.merge(ownForks), end);
            round = more.after(ownForks.size());
        }
    }

    private void run(Path otherJar, MoreForks.Round round, List<ArrayNode> otherForks, List<ArrayNode> ownForks)
            throws IOException, InterruptedException {
        JmhProcess other = process(otherJar.toString());
        JmhProcess own = process(ownClassPath());
        Profile oneFork = profile.with(1, Map.of());
        for (int fork = 0; fork < round.forks(); fork++) {
            boolean otherFirst = ownForks.size() % 2 == 0;
            if (otherFirst) {
                otherForks.add(other.run(arguments(oneFork, round.includes())));
            }
            ownForks.add(own.run(ownArguments(oneFork, round.includes())));
            if (!otherFirst) {
                otherForks.add(other.run(arguments(oneFork, round.includes())));
            }
        }
    }

    private Map<Fact, String> environment(Map<Fact, String> build) {
        Map<Fact, String> facts = new EnumMap<>(EnvironmentProbe.machine());
        facts.putAll(build);
        facts.put(Fact.TARGET, target);
        facts.put(Fact.PROFILE, profile.name());
        facts.put(Fact.CORPUS, CorpusHash.compute());
        facts.put(Fact.TIME, clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        return facts;
    }

    private List<String> arguments(Profile of, List<String> patterns) {
        List<String> arguments = new ArrayList<>(of.arguments(patterns));
        arguments.addAll(List.of("-e", RULER));
        profilers.forEach(profiler -> arguments.addAll(List.of("-prof", profiler)));
        return arguments;
    }

    /** Another jar need not know our profiler. */
    private List<String> ownArguments(Profile of, List<String> patterns) {
        List<String> arguments = arguments(of, patterns);
        arguments.addAll(List.of("-prof", PhaseProfiler.class.getName()));
        return arguments;
    }

    private ArrayNode ruler() throws IOException, InterruptedException {
        return process(ownClassPath()).run(Profile.RULER.arguments(List.of(RULER)));
    }

    private JmhProcess process(String classPath) {
        return new JmhProcess(classPath, jvmOptions, progress);
    }

    private static String ownClassPath() {
        return System.getProperty("java.class.path");
    }
}
