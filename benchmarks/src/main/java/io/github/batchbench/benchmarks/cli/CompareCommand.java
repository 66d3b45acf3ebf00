package io.github.batchbench.benchmarks.cli;

import io.github.batchbench.benchmarks.compare.Comparer;
import io.github.batchbench.benchmarks.compare.Comparison;
import io.github.batchbench.benchmarks.compare.FactPair;
import io.github.batchbench.benchmarks.compare.Gate;
import io.github.batchbench.benchmarks.compare.Settings;
import io.github.batchbench.benchmarks.compare.Side;
import io.github.batchbench.benchmarks.compare.Verdict;
import io.github.batchbench.benchmarks.compare.render.Outcome;
import io.github.batchbench.benchmarks.history.RunNoises;
import io.github.batchbench.benchmarks.report.Fact;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares reports. */
@Command(
        name = "compare",
        description = {
            "Compares reports with the first of them, the base. All of them together are one test of many rows.",
            "Reads the JSON of any JMH run (-rf json), and the reports of `run`."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the gate passed",
            "1:the gate failed, or --self-test found that it cannot fail",
            "2:bad input or usage",
            "3:the reports are not comparable"
        })
final class CompareCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "[LABEL=]FILE",
            description =
                    "The base first. Files of one label count together as one side. A folder stands for the reports in"
                            + " it, in the order of their times.")
    private List<String> files = List.of();

    @Option(
            names = "--names",
            split = ",",
            paramLabel = "NAME",
            description = "Labels of the sides, in their order, the base's first.")
    private List<String> names = List.of();

    @Option(
            names = "--last",
            negatable = true,
            description =
                    "Compare only the last side with the base; those between are shown as history. That is the default"
                            + " where a folder without a label is named, since its reports are a history.")
    private @Nullable Boolean last;

    @Option(
            names = "--history",
            paramLabel = "FOLDER",
            description = "Learn from the reports in it what each row varies by from run to run, which the forks of one"
                    + " report cannot tell; verdicts take it into account. May be repeated.")
    private List<String> historyFiles = List.of();

    @Mixin
    private SideReading reading = new SideReading();

    @Mixin
    private StatisticsOptions statistics = new StatisticsOptions();

    @Mixin
    private RowChoice choice = new RowChoice();

    @Mixin
    private GateOptions gateOptions = new GateOptions();

    @Mixin
    private OutputOptions outputs = new OutputOptions();

    @Option(
            names = "--quiet",
            description = "Print nothing if no row has changed and the gate passes. Files are written all the same.")
    private boolean quiet;

    @Option(
            names = "--self-test",
            description =
                    "Do not compare: make one row after the other worse in a copy of the base, and see whether the"
                            + " gate fails.")
    private boolean selfTest;

    @Option(
            names = "--self-test-shift",
            defaultValue = "20%",
            paramLabel = "PERCENT",
            converter = Percent.class,
            description = "How much worse (default: ${DEFAULT-VALUE}).")
    private double shift;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Settings settings = settings();
        outputs.check(this::usage);
        Set<Fact> allowed = allowed();
        List<Side> sides = named(choice.direct(reading.read(
                selfTest ? files.subList(0, 1) : files, spec.commandLine().getErr())));
        if (sides.size() < 2 && !selfTest) {
            throw usage(
                    files.size() < 2
                            ? "two reports are needed, base and new"
                            : "all files have one label; two sides are needed");
        }
        Optional<String> miss = choice.miss(sides.stream().flatMap(side -> side.reports().stream()));
        if (miss.isPresent()) {
            throw usage(miss.get());
        }
        Set<String> undirected = choice.undirected(sides);
        if (!undirected.isEmpty()) {
            throw usage("say --higher-is-better or --lower-is-better for " + String.join(", ", undirected));
        }
        if (selfTest) {
            return new GateSelfTest(settings, choice, gateOptions.gate()).run(sides.get(0), shift, out());
        }
        return compare(settings, sides, allowed);
    }

    private int compare(Settings settings, List<Side> sides, Set<Fact> allowed) throws IOException {
        Optional<LearnedNoise> learned = learned(sides.get(0));
        Comparer comparer =
                new Comparer(settings, choice, learned.map(LearnedNoise::rows).orElse(Map.of()));
        boolean onlyLast = last == null ? files.stream().anyMatch(SideArgument::isHistory) : last;
        Comparison comparison = onlyLast ? comparer.compareLast(sides) : comparer.compare(sides);
        List<FactPair> refusals = new ArrayList<>(comparison.refusals(allowed));
        learned.ifPresent(noise -> refusals.addAll(noise.refusals(allowed)));
        if (!refusals.isEmpty()) {
            Refusal.print(refusals, spec.commandLine().getErr());
            return Main.NOT_COMPARABLE;
        }
        Gate gate = gateOptions.gate();
        boolean passed = gate.failures(comparison).isEmpty();
        long changed = comparison.count(Verdict.REGRESSED) + comparison.count(Verdict.IMPROVED);
        if (quiet && passed && changed == 0) {
            outputs.silence();
        }
        outputs.write(new Outcome(comparison, gate, comparison.refusals(Set.of()), outputs.link()), out());
        return passed ? Main.OK : Main.GATE_FAILED;
    }

    private Optional<LearnedNoise> learned(Side base) {
        if (historyFiles.isEmpty()) {
            return Optional.empty();
        }
        LearnedNoise learned = LearnedNoise.of(
                choice.direct(reading.read(historyFiles, spec.commandLine().getErr())), base, choice);
        if (learned.rows().isEmpty()) {
            throw usage("--history: no row has enough reports there to learn its noise from; at least "
                    + RunNoises.FEWEST + " are needed");
        }
        return Optional.of(learned);
    }

    private List<Side> named(List<Side> sides) {
        if (names.isEmpty()) {
            return sides;
        }
        if (names.size() != sides.size() || Set.copyOf(names).size() != names.size()) {
            throw usage("--names: %d different names are needed, one for each of %s"
                    .formatted(sides.size(), sides.stream().map(Side::label).collect(Collectors.joining(", "))));
        }
        return IntStream.range(0, sides.size())
                .mapToObj(i -> new Side(names.get(i), sides.get(i).reports()))
                .toList();
    }

    private Settings settings() {
        try {
            return statistics.settings();
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private Set<Fact> allowed() {
        try {
            return gateOptions.allowed();
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
