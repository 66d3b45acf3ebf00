package io.github.batchbench.benchmarks.cli;

import io.github.batchbench.benchmarks.compare.Settings;
import io.github.batchbench.benchmarks.compare.Verdict;
import io.github.batchbench.benchmarks.compare.simulate.ErrorRates;
import io.github.batchbench.benchmarks.compare.simulate.Noise;
import io.github.batchbench.benchmarks.compare.simulate.Scenario;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the comparer itself. */
@Command(
        name = "error-rates",
        description =
                "Prints, as Markdown, how often the comparer is wrong or silent on synthetic reports of known truth,"
                        + " at its default settings. Takes some minutes with 1000 pairs a case.",
        mixinStandardHelpOptions = true)
final class ErrorRatesCommand implements Callable<Integer> {
    @Option(
            names = "--pairs",
            defaultValue = "1000",
            description = "Pairs of reports a case (default: ${DEFAULT-VALUE}).")
    private int pairs;

    @Option(names = "--seed", defaultValue = "1", description = "Of the reports (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--noise",
            paramLabel = "NAME",
            description = "Only this kind of noise, as the table names it; may be repeated.")
    private List<String> noises = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (pairs < 1) {
            throw new ParameterException(spec.commandLine(), "--pairs must be at least 1");
        }
        List<String> known = Noise.ALL.stream().map(Noise::name).toList();
        for (String noise : noises) {
            if (!known.contains(noise)) {
                throw new ParameterException(
                        spec.commandLine(), "There is no noise '" + noise + "', only: " + String.join(", ", known));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                "| noise | rows | forks | shift of one row | families with a false regression | regressed | improved"
                        + " | equivalent | inconclusive | interval holds the truth |");
        out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (Scenario scenario : Scenario.table()) {
            if (!noises.isEmpty() && !noises.contains(scenario.noise().name())) {
                continue;
            }
            out.println(line(ErrorRates.simulate(scenario, pairs, Settings.DEFAULT, seed)));
            out.flush();
        }
        return Main.OK;
    }

    private static String line(ErrorRates rates) {
        Scenario scenario = rates.scenario();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %.0f%% | %.1f%% | %.1f%% | %.1f%% | %.1f%% | %.1f%% | %.1f%% |",
                scenario.noise().name(),
                scenario.rows(),
                scenario.forks(),
                scenario.shift() * 100,
                rates.falseFamilies() * 100,
                rates.rate(Verdict.REGRESSED) * 100,
                rates.rate(Verdict.IMPROVED) * 100,
                rates.rate(Verdict.EQUIVALENT) * 100,
                rates.rate(Verdict.INCONCLUSIVE) * 100,
                rates.coverage() * 100);
    }
}
