package io.github.batchbench.benchmarks.cli;

import io.github.batchbench.benchmarks.compare.SequentialPlan;
import io.github.batchbench.benchmarks.compare.Settings;
import io.github.batchbench.benchmarks.compare.Verdict;
import io.github.batchbench.benchmarks.compare.simulate.ErrorRates;
import io.github.batchbench.benchmarks.compare.simulate.LearnedErrorRates;
import io.github.batchbench.benchmarks.compare.simulate.LearnedErrorRates.Variation;
import io.github.batchbench.benchmarks.compare.simulate.Noise;
import io.github.batchbench.benchmarks.compare.simulate.Scenario;
import io.github.batchbench.benchmarks.compare.simulate.SequentialErrorRates;
import io.github.batchbench.benchmarks.compare.simulate.SequentialErrorRates.Pair;
import io.github.batchbench.benchmarks.history.HistorySettings;
import io.github.batchbench.benchmarks.history.simulate.HistoryErrorRates;
import io.github.batchbench.benchmarks.history.simulate.HistoryErrorRates.Outcome;
import io.github.batchbench.benchmarks.history.simulate.HistoryScenario;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
    private static final int MOST_FORKS = 30;

    /** Six comparisons of thirty forks each would take hours with more. */
    private static final Settings FEW_RESAMPLES = new Settings(
            Settings.DEFAULT.alpha(),
            Settings.DEFAULT.margin(),
            200,
            Settings.DEFAULT.seed(),
            Settings.DEFAULT.ruler());

    /** What is measured. */
    enum Table {
        PAIRS,
        SIDES,
        SEQUENTIAL,
        LEARNED,
        HISTORIES
    }

    @Option(
            names = "--pairs",
            defaultValue = "1000",
            description = "Pairs of reports a case (default: ${DEFAULT-VALUE}).")
    private int pairs;

    @Option(names = "--histories", defaultValue = "1000", description = "Histories a case (default: ${DEFAULT-VALUE}).")
    private int histories;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "WHAT",
            description = "Only these tables: ${COMPLETION-CANDIDATES}.")
    private Set<Table> only = EnumSet.allOf(Table.class);

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
        if (pairs < 1 || histories < 1) {
            throw new ParameterException(spec.commandLine(), "--pairs and --histories must be at least 1");
        }
        List<String> known = Noise.ALL.stream().map(Noise::name).toList();
        for (String noise : noises) {
            if (!known.contains(noise)) {
                throw new ParameterException(
                        spec.commandLine(), "There is no noise '" + noise + "', only: " + String.join(", ", known));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (only.contains(Table.PAIRS)) {
            pairs(out);
        }
        if (only.contains(Table.SIDES)) {
            sides(out);
        }
        if (only.contains(Table.LEARNED)) {
            learned(out);
        }
        if (only.contains(Table.SEQUENTIAL)) {
            sequential(out);
        }
        if (only.contains(Table.HISTORIES)) {
            histories(out);
        }
        return Main.OK;
    }

    private void pairs(PrintWriter out) {
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
        out.println();
    }

    private void sides(PrintWriter out) {
        out.println("| noise | sides | shift of one row of one side | families with a false regression | regressed"
                + " | equivalent | inconclusive |");
        out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (Scenario scenario : Scenario.tableOfSides()) {
            ErrorRates rates = ErrorRates.simulate(scenario, pairs, Settings.DEFAULT, seed);
            out.println(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.0f%% | %.1f%% | %.1f%% | %.1f%% | %.1f%% |",
                    scenario.noise().name(),
                    scenario.sides(),
                    scenario.shift() * 100,
                    rates.falseFamilies() * 100,
                    rates.rate(Verdict.REGRESSED) * 100,
                    rates.rate(Verdict.EQUIVALENT) * 100,
                    rates.rate(Verdict.INCONCLUSIVE) * 100));
            out.flush();
        }
        out.println();
    }

    private void learned(PrintWriter out) {
        out.println(
                "| run to run | reports of history | shift of one row | families with a false regression: without history"
                        + " | with | regressed: without | with | inconclusive: with |");
        out.println("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (Variation variation : Variation.table()) {
            LearnedErrorRates rates = LearnedErrorRates.simulate(variation, pairs, Settings.DEFAULT, seed);
            out.println(String.format(
                    Locale.ROOT,
                    "| %.0f%% | %d | %.0f%% | %.1f%% | %.1f%% | %.1f%% | %.1f%% | %.1f%% |",
                    variation.runs() * 100,
                    variation.reports(),
                    variation.scenario().shift() * 100,
                    rates.falseFamilies(LearnedErrorRates.Pair::plain) * 100,
                    rates.falseFamilies(LearnedErrorRates.Pair::learned) * 100,
                    rates.rate(LearnedErrorRates.Pair::plain, Verdict.REGRESSED) * 100,
                    rates.rate(LearnedErrorRates.Pair::learned, Verdict.REGRESSED) * 100,
                    rates.rate(LearnedErrorRates.Pair::learned, Verdict.INCONCLUSIVE) * 100));
            out.flush();
        }
        out.println();
    }

    private void sequential(PrintWriter out) {
        SequentialPlan plan = SequentialPlan.of(5, MOST_FORKS);
        out.println("| noise | rows | shift of one row | looks at forks | families with a false regression | regressed"
                + " | improved | equivalent | inconclusive | forks a side, mean |");
        out.println("| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (Noise noise : List.of(Noise.ORDINARY, Noise.NOISY)) {
            for (double shift : List.of(0.0, 0.05, 0.2)) {
                Scenario scenario = new Scenario(noise, shift, MOST_FORKS, 5, 10);
                out.println(line(SequentialErrorRates.simulate(scenario, plan, pairs, FEW_RESAMPLES, seed), plan));
                out.flush();
            }
        }
        out.println();
    }

    private static String line(SequentialErrorRates rates, SequentialPlan plan) {
        Scenario scenario = rates.scenario();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.0f%% | %s | %.1f%% | %.1f%% | %.1f%% | %.1f%% | %.1f%% | %.1f |",
                scenario.noise().name(),
                scenario.rows(),
                scenario.shift() * 100,
                plan.looks().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                rates.share(Pair::falseRegression) * 100,
                rates.share(pair -> pair.verdict() == Verdict.REGRESSED) * 100,
                rates.share(pair -> pair.verdict() == Verdict.IMPROVED) * 100,
                rates.share(pair -> pair.verdict() == Verdict.EQUIVALENT) * 100,
                rates.share(pair -> pair.verdict() == Verdict.INCONCLUSIVE) * 100,
                rates.meanForks());
    }

    private void histories(PrintWriter out) {
        out.println("| history of 100 reports | a change is found | the step within 3 reports"
                + " | by one who knows the levels | steps that are none | called a drift | newest out of line |");
        out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (HistoryScenario scenario : HistoryScenario.TABLE) {
            out.println(line(HistoryErrorRates.simulate(scenario, histories, HistorySettings.DEFAULT, seed)));
            out.flush();
        }
        out.println();
    }

    private static String line(HistoryErrorRates rates) {
        boolean step = rates.scenario().step() != 0;
        return String.format(
                Locale.ROOT,
                "| %s | %.1f%% | %s | %s | %.1f%% | %.1f%% | %.1f%% |",
                rates.scenario().name(),
                rates.share(Outcome::changed) * 100,
                step ? percent(rates.share(Outcome::found)) : "",
                step ? percent(rates.share(Outcome::foundByKnowing)) : "",
                rates.share(Outcome::others) * 100,
                rates.share(Outcome::drift) * 100,
                rates.share(Outcome::newest) * 100);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", share * 100);
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
