package io.github.batchbench.benchmarks.cli;

import io.github.batchbench.benchmarks.compare.Comparer;
import io.github.batchbench.benchmarks.compare.Comparison;
import io.github.batchbench.benchmarks.compare.FactPair;
import io.github.batchbench.benchmarks.compare.Gate;
import io.github.batchbench.benchmarks.compare.Settings;
import io.github.batchbench.benchmarks.compare.Side;
import io.github.batchbench.benchmarks.compare.Verdict;
import io.github.batchbench.benchmarks.compare.render.Outcome;
import io.github.batchbench.benchmarks.report.Fact;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
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
            "Compares the last report with the first; those between are shown as history.",
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
                    "Base first, new last. Files of one label count together as one side. A folder stands for the reports in"
                            + " it, in the order of their times.")
    private List<String> files = List.of();

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
        List<Side> sides = choice.direct(SideArgument.read(selfTest ? files.subList(0, 1) : files));
        if (sides.size() < 2 && !selfTest) {
            throw usage(
                    files.size() < 2
                            ? "two reports are needed, base and new"
                            : "all files have one label; two sides are needed");
        }
        if (choice.misses(sides.stream().flatMap(side -> side.reports().stream()))) {
            throw usage(choice.miss());
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
        Comparison comparison = new Comparer(settings, choice).compare(sides);
        List<FactPair> refusals = comparison.refusals(allowed);
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
