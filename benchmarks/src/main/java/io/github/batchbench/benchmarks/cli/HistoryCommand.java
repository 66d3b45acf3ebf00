package io.github.batchbench.benchmarks.cli;

import io.github.batchbench.benchmarks.compare.FactPair;
import io.github.batchbench.benchmarks.compare.Side;
import io.github.batchbench.benchmarks.compare.render.Format;
import io.github.batchbench.benchmarks.compare.render.HistoryOutcome;
import io.github.batchbench.benchmarks.history.History;
import io.github.batchbench.benchmarks.history.HistorySettings;
import io.github.batchbench.benchmarks.report.Fact;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks for changes in many reports. */
@Command(
        name = "history",
        description = {
            "Looks at many reports in the order in which they were made: where each row's level changed, which rows drift,",
            "how noisy each is, and whether the newest report is out of line."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the gate passed",
            "1:the gate failed",
            "2:bad input or usage",
            "3:the reports are not comparable"
        })
final class HistoryCommand implements Callable<Integer> {
    /** A condition, or none of them. */
    enum FailOn {
        REGRESSED,
        NEWEST,
        UNKNOWN,
        NONE
    }

    @Parameters(
            arity = "1..*",
            paramLabel = "[LABEL=]FILE|FOLDER",
            description = "The oldest first. A folder stands for the reports in it, in the order of their times, or of"
                    + " their names if one has no time. Files of one label count together as one report.")
    private List<String> files = List.of();

    @Mixin
    private SideReading reading = new SideReading();

    @Mixin
    private RowChoice choice = new RowChoice();

    @Option(
            names = "--margin",
            defaultValue = "5%",
            paramLabel = "PERCENT",
            converter = Percent.class,
            description = "The change that does not matter to the verdict (default: ${DEFAULT-VALUE}).")
    private double margin;

    @Option(
            names = "--alpha",
            defaultValue = "0.02",
            description = "The chance that any of all rows is said to have changed though none has (default:"
                    + " ${DEFAULT-VALUE}).")
    private double alpha;

    @Option(
            names = "--recent",
            defaultValue = "10",
            paramLabel = "N",
            description = "Verdicts are about changes among so many of the newest reports (default: ${DEFAULT-VALUE}).")
    private int recent;

    @Option(
            names = "--seed",
            defaultValue = "20261123",
            description = "Of the permutation test: the same seed gives the same bytes (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--fail-on",
            split = ",",
            defaultValue = "regressed",
            paramLabel = "WHAT",
            description =
                    "Exit with 1 if a row is regressed, if its newest report is out of line for worse, or if it is"
                            + " unknown for want of reports: regressed, newest, unknown; or none (default: ${DEFAULT-VALUE}).")
    private List<FailOn> failOn = List.of();

    @Option(
            names = "--allow",
            split = ",",
            paramLabel = "FACT",
            description =
                    "Go on though these changed on the way: cpu, cores, arch, os, governor, target, corpus, jdk, vm,"
                            + " flags; or all.")
    private List<String> allowed = List.of();

    @Mixin
    private OutputOptions outputs = new OutputOptions();

    @Option(
            names = "--quiet",
            description = "Print nothing if nothing has changed recently. Files are written all the same.")
    private boolean quiet;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        HistorySettings settings;
        Set<Fact> allow;
        try {
            settings = new HistorySettings(alpha, margin, recent, seed);
            allow = GateOptions.facts(allowed);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
        outputs.check(this::usage);
        if (outputs.has(Format.JUNIT)) {
            throw usage("a history has no JUnit report; say .txt, .md, .csv, .json or .html");
        }
        History history = History.of(settings, sides(), choice);
        List<FactPair> refusals = history.refusals(allow);
        if (!refusals.isEmpty()) {
            Refusal.print(refusals, spec.commandLine().getErr());
            return Main.NOT_COMPARABLE;
        }
        return show(new HistoryOutcome(history, conditions(), history.refusals(Set.of()), outputs.link()));
    }

    private List<Side> sides() {
        List<Side> sides = choice.direct(reading.read(files, spec.commandLine().getErr()));
        if (sides.size() < 2) {
            throw usage("a history needs at least two reports; name more, or a folder of them");
        }
        Optional<String> miss = choice.miss(sides.stream().flatMap(side -> side.reports().stream()));
        if (miss.isPresent()) {
            throw usage(miss.get());
        }
        Set<String> undirected = choice.undirected(sides);
        if (!undirected.isEmpty()) {
            throw usage("say --higher-is-better or --lower-is-better for " + String.join(", ", undirected));
        }
        return sides;
    }

    private int show(HistoryOutcome outcome) throws IOException {
        boolean passed = outcome.failures().isEmpty();
        if (quiet && passed && !outcome.history().hasNews()) {
            outputs.silence();
        }
        outputs.write(outcome, spec.commandLine().getOut());
        return passed ? Main.OK : Main.GATE_FAILED;
    }

    private Set<HistoryOutcome.Condition> conditions() {
        return failOn.stream()
                .filter(what -> what != FailOn.NONE)
                .map(what -> HistoryOutcome.Condition.valueOf(what.name()))
                .collect(Collectors.toSet());
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
