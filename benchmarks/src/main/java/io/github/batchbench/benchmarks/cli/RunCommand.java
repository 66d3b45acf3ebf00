package io.github.batchbench.benchmarks.cli;

import io.github.batchbench.benchmarks.compare.SequentialPlan;
import io.github.batchbench.benchmarks.compare.Settings;
import io.github.batchbench.benchmarks.report.ReportException;
import io.github.batchbench.benchmarks.run.MoreForks;
import io.github.batchbench.benchmarks.run.Profile;
import io.github.batchbench.benchmarks.run.SuiteRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs benchmarks. */
@Command(
        name = "run",
        description = {
            "Runs the benchmarks and writes one report: JMH's results, the environment, and a machine ruler.",
            "JMH's own output goes to standard error."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the report is written; with --against: the comparison's gate passed",
            "1:with --against: the gate failed",
            "2:bad input or usage, or a benchmark failed",
            "3:with --against: not comparable"
        })
final class RunCommand implements Callable<Integer> {
    private enum Target {
        FAKE,
        LIVE
    }

    private enum ProfileName {
        QUICK,
        FULL;

        Profile profile() {
            return this == QUICK ? Profile.QUICK : Profile.FULL;
        }
    }

    @Parameters(arity = "0..*", paramLabel = "REGEX", description = "Benchmarks to run (default: all).")
    private List<Pattern> includes = List.of();

    @Option(
            names = "--profile",
            defaultValue = "quick",
            description = "${COMPLETION-CANDIDATES}: for a look, or for a verdict (default: ${DEFAULT-VALUE}).")
    private ProfileName profile = ProfileName.QUICK;

    @Option(names = "--forks", description = "Forks of every benchmark, instead of the profile's.")
    private @Nullable Integer forks;

    @Option(
            names = {"-p", "--param"},
            paramLabel = "NAME=VALUE[,VALUE]",
            description = "Values of a benchmark's parameter; may be repeated.")
    private Map<String, String> params = new TreeMap<>();

    @Option(
            names = "--target",
            defaultValue = "fake",
            description = "${COMPLETION-CANDIDATES}: where the turnaround is measured; live needs the account in the"
                    + " environment and costs money (default: ${DEFAULT-VALUE}).")
    private Target target = Target.FAKE;

    @Option(names = "--jvm-option", paramLabel = "OPTION", description = "For the JVMs that measure; may be repeated.")
    private List<String> jvmOptions = List.of();

    @Option(
            names = "--profiler",
            paramLabel = "NAME",
            description =
                    "Of JMH, besides gc; may be repeated. perfnorm counts instructions a run, where Linux's perf is"
                            + " there: `--metric instructions` then compares them.")
    private List<String> profilers = List.of();

    @Option(
            names = "--report",
            defaultValue = "batchbench-report.json",
            paramLabel = "FILE",
            description = "Where to write (default: ${DEFAULT-VALUE}).")
    private Path report = Path.of("batchbench-report.json");

    @Option(
            names = "--against",
            paramLabel = "OTHER.jar",
            description =
                    "Let the forks of this build and of another take turns (ABBA), and compare: the other is the base."
                            + " Any jar of JMH benchmarks will do.")
    private @Nullable Path against;

    @Option(
            names = "--against-report",
            defaultValue = "batchbench-report-base.json",
            paramLabel = "FILE",
            description = "Where to write the other's report (default: ${DEFAULT-VALUE}).")
    private Path againstReport = Path.of("batchbench-report-base.json");

    @Option(
            names = "--until-decided",
            description =
                    "With --against: add forks to the rows that are not decided, until all are, or --most-forks or"
                            + " --budget is reached. The comparison's level is divided among the looks.")
    private boolean untilDecided;

    @Option(
            names = "--most-forks",
            defaultValue = "30",
            description = "A side, of --until-decided (default: ${DEFAULT-VALUE}).")
    private int mostForks;

    @Option(
            names = "--budget",
            defaultValue = "60",
            paramLabel = "MINUTES",
            description = "No further forks of --until-decided are begun after so long (default: ${DEFAULT-VALUE}).")
    private int budget;

    @Option(
            names = "--compare-option",
            paramLabel = "OPTION",
            description = "For the comparison that follows --against, e.g. --compare-option=--margin=3%%.")
    private List<String> compareOptions = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (forks != null && forks < 1) {
            throw new ParameterException(spec.commandLine(), "--forks must be at least 1");
        }
        if (untilDecided && against == null) {
            throw new ParameterException(spec.commandLine(), "--until-decided needs --against OTHER.jar");
        }
        Profile chosen =
                profile.profile().with(forks == null ? profile.profile().forks() : forks, params);
        SuiteRun run = new SuiteRun(
                includes.stream().map(Pattern::pattern).toList(),
                chosen,
                measuringOptions(),
                profilers,
                target.name().toLowerCase(Locale.ROOT),
                Clock.systemUTC(),
                spec.commandLine().getErr());
        if (against == null) {
            run.run(report);
            spec.commandLine().getOut().println("Report: " + report);
            return Main.OK;
        }
        if (!untilDecided) {
            run.runAgainst(against, againstReport, report);
            return compare(List.of());
        }
        return untilDecided(run, against);
    }

    private int untilDecided(SuiteRun run, Path other) throws IOException, InterruptedException {
        SequentialPlan plan = plan(run.profile().forks());
        Settings settings = settings();
        MoreForks more = new UntilDecided(
                againstReport,
                report,
                plan,
                settings,
                Duration.ofMinutes(budget),
                Clock.systemUTC(),
                spec.commandLine().getErr());
        run.runAgainst(other, againstReport, report, more);
        return compare(List.of("--alpha", Double.toString(plan.share(settings).alpha())));
    }

    /** Those of the comparison at the end. */
    private Settings settings() {
        StatisticsOptions statistics = new StatisticsOptions();
        try {
            new CommandLine(statistics)
                    .setUnmatchedArgumentsAllowed(true)
                    .parseArgs(compareOptions.toArray(String[]::new));
            return statistics.settings();
        } catch (IllegalArgumentException | ParameterException e) {
            throw new ParameterException(spec.commandLine(), "--compare-option: " + e.getMessage(), e);
        }
    }

    private SequentialPlan plan(int first) {
        try {
            return SequentialPlan.of(first, mostForks);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--most-forks: " + e.getMessage());
        }
    }

    /** A live target must be known to the JVMs that measure. */
    private List<String> measuringOptions() {
        List<String> options = new ArrayList<>(jvmOptions);
        if (target == Target.LIVE) {
            options.add("-Dbatchbench.target=live");
        }
        return options;
    }

    /** The options come after those that were given, and win. */
    private int compare(List<String> options) {
        CommandLine compare = spec.commandLine().getParent().getSubcommands().get("compare");
        if (compare == null) {
            throw new ReportException("this command line has no compare");
        }
        List<String> arguments = new ArrayList<>(compareOptions);
        arguments.addAll(options);
        arguments.addAll(List.of(againstReport.toString(), report.toString()));
        return compare.setOverwrittenOptionsAllowed(true).execute(arguments.toArray(String[]::new));
    }
}
