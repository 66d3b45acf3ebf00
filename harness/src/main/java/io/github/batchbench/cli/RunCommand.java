package io.github.batchbench.cli;

import io.github.batchbench.api.Application;
import io.github.batchbench.api.BatchWorkflow;
import io.github.batchbench.api.NodeTask;
import io.github.batchbench.api.StagedInput;
import io.github.batchbench.api.TaskCommand;
import io.github.batchbench.api.TaskOutcome;
import io.github.batchbench.api.WorkflowResult;
import io.github.batchbench.azure.waiting.DurationText;
import io.github.batchbench.fixtures.Corpus;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code batchbench run}: the nine steps. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Counts the most frequent words of each file, one task a file, on the embedded fake.",
        footer = {
            "",
            "Without files it counts the three texts of the tutorial. With --target live it runs on the account that",
            "AZURE_BATCH_ACCOUNT, AZURE_BATCH_ACCESS_KEY, AZURE_BATCH_ENDPOINT, AZURE_STORAGE_ACCOUNT and",
            "AZURE_STORAGE_KEY name, in the environment or a file; without a key it takes Entra ID.",
            "",
            "Exit codes: 0 every task succeeded, 2 wrong arguments, 3 unusable input or output folder, 4 a task failed,",
            "5 time-out, 6 the service refused or gave no usable node, 7 something is left behind, 8 it might take more",
            "than it may, 130 Ctrl-C."
        })
final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "What to count.")
    private List<Path> files = List.of();

    @Option(
            names = {"-n", "--words"},
            paramLabel = "N",
            description = "How many words of each file (default: ${DEFAULT-VALUE}).")
    private int words = 3;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Where the outputs go (default: ${DEFAULT-VALUE}).")
    private Path output = Path.of("batchbench-output");

    @Option(
            names = {"-t", "--timeout"},
            paramLabel = "TIME",
            converter = HumanDuration.class,
            description = "How long to wait for all tasks, such as 90s or 20m (default: 20m).")
    private Duration timeout = Duration.ofMinutes(20);

    @Option(names = "--keep-job", description = "Leave the job. Of use only on an account that outlives this command.")
    private boolean keepJob;

    @Option(names = "--keep-pool", description = "Leave the pool, which costs money on a real account.")
    private boolean keepPool;

    @Option(
            names = {"-y", "--yes"},
            description = "Delete job and pool without asking.")
    private boolean yes;

    @Option(
            names = "--program",
            paramLabel = "FILE",
            description = "Another task program, put on each node in place of the word counter.")
    private @Nullable Path program;

    @Option(
            names = "--command",
            paramLabel = "SCRIPT",
            description = "What a task runs in /bin/sh; {program} and {input} stand for the two files.")
    private @Nullable String command;

    @Option(
            names = "--resume",
            paramLabel = "RUN",
            description =
                    "Pick up a run whose process died, such as bb-20261123-134501-k3f9a2: wait, download, clean up.")
    private @Nullable String resume;

    @Option(
            names = "--target",
            paramLabel = "offline|live",
            description = "The embedded fake or a real account (default: ${DEFAULT-VALUE}).")
    private Target target = Target.OFFLINE;

    @Mixin
    private PoolOptions pool = new PoolOptions();

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Mixin
    private AccountOptions accounts = new AccountOptions();

    @Mixin
    private RecordOptions records = new RecordOptions();

    @Spec
    private @SuppressWarnings("NullAway.Init") CommandSpec spec; // picocli sets it

    @Override
    public Integer call() {
        check();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        return run(out, err).number();
    }

    private ExitCode run(PrintWriter out, PrintWriter err) {
        boolean terminal = Terminal.isThere();
        if (resume == null) {
            pool.limit(files.isEmpty() ? Corpus.tutorial().size() : files.size(), out);
        }
        try (Account account = target == Target.LIVE ? Account.live(accounts.workflow(out)) : Account.offline(out);
                Progress progress = new Progress(out, err, terminal, target == Target.LIVE)) {
            BatchWorkflow workflow =
                    workflow(account).listener(progress).confirmDeletion(() -> !terminal || yes || confirmed(progress));
            try {
                WorkflowResult result = resume == null ? workflow.run() : workflow.resume(resume);
                ExitCode code = report(result, out, err);
                records.write(account.azure(), result, out);
                return code;
            } catch (RuntimeException failure) {
                records.write(account.azure(), failure, out);
                throw failure;
            }
        }
    }

    private void check() {
        if (words < 1) {
            throw wrong("--words must be at least 1, not " + words + ".");
        }
        if (program != null && command == null) {
            throw wrong("--program needs --command, which says how to start it, such as 'sh {program} {input}'.");
        }
        if (resume != null && target != Target.LIVE) {
            throw wrong("--resume needs --target live: what ran on the embedded fake ended with it.");
        }
        pool.check(this::wrong);
        records.check(target, this::wrong);
    }

    private BatchWorkflow workflow(Account account) {
        BatchWorkflow workflow = account.workflow()
                .application(program == null ? NodeTask.jar() : Application.of(program))
                .inputs(files)
                .task(this::command)
                .timeout(timeout)
                .outputFolder(output)
                .budget(limits.budget(target))
                .owner(accounts.owner());
        pool.apply(workflow);
        if (target == Target.LIVE) {
            workflow.quota(limits.quota()).installJava(pool.installJava());
        }
        if (keepJob) {
            workflow.keepJob();
        }
        return keepPool ? workflow.keepPool() : workflow;
    }

    private TaskCommand command(StagedInput input) {
        if (command == null) {
            return NodeTask.topWords(input, words);
        }
        return TaskCommand.shell(command.replace("{program}", input.application())
                .replace("{input}", input.word())
                .replace("{container}", input.output().container()));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static boolean confirmed(Progress progress) {
        progress.close();
        return Terminal.confirms("Delete the job and the pool?");
    }

    private ExitCode report(WorkflowResult result, PrintWriter out, PrintWriter err) {
        out.println();
        for (TaskOutcome task : result.tasks()) {
            if (task.succeeded()) {
                table(result, task.input(), out);
            }
            task.rerun().ifPresent(err::println);
        }
        out.println("Elapsed: " + DurationText.text(result.elapsed()));
        out.println("Outputs: " + result.outputNames().size() + " in "
                + output.toAbsolutePath().normalize());
        result.failedTasks().forEach(task -> err.println(task.describe()));
        result.leftBehind().forEach(left -> err.println("Left behind: " + left));
        if (!result.allTasksSucceeded()) {
            err.println(result.failedTasks().size() + " of " + result.tasks().size() + " tasks failed.");
            return ExitCode.TASK_FAILED;
        }
        return result.leftBehind().isEmpty() ? ExitCode.SUCCESS : ExitCode.LEFT_BEHIND;
    }

    private static void table(WorkflowResult result, String input, PrintWriter out) {
        String name = NodeTask.outputName(input);
        if (result.outputNames().contains(name)) {
            TopWordsTable.of(result.output(name)).ifPresent(table -> {
                out.println(input);
                out.println(table);
            });
        }
    }
}
