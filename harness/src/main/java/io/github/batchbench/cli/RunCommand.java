package io.github.batchbench.cli;

import io.github.batchbench.azure.Durations;
import io.github.batchbench.azure.ImageQuery;
import io.github.batchbench.workflow.Application;
import io.github.batchbench.workflow.BatchWorkflow;
import io.github.batchbench.workflow.NodeTask;
import io.github.batchbench.workflow.StagedInput;
import io.github.batchbench.workflow.TaskCommand;
import io.github.batchbench.workflow.TaskOutcome;
import io.github.batchbench.workflow.WorkflowResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
            "AZURE_STORAGE_KEY name.",
            "",
            "Exit codes: 0 every task succeeded, 2 wrong arguments, 3 unusable input or output folder, 4 a task failed,",
            "5 time-out, 6 the service refused or gave no usable node, 7 something is left behind, 130 Ctrl-C."
        })
final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "What to count.")
    private List<Path> files = List.of();

    @Option(
            names = {"-n", "--words"},
            paramLabel = "N",
            description = "How many words of each file (default: ${DEFAULT-VALUE}).")
    private int words = 3;

    @Option(names = "--nodes", paramLabel = "N", description = "How many nodes (default: ${DEFAULT-VALUE}).")
    private int nodes = 1;

    @Option(names = "--slots", paramLabel = "N", description = "Tasks at once on a node (default: ${DEFAULT-VALUE}).")
    private int slots = 2;

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

    @Option(names = "--pool", paramLabel = "ID", description = "Use this pool, which is there already.")
    private @Nullable String pool;

    @Option(names = "--vm-size", paramLabel = "SIZE", description = "Size of the nodes (default: ${DEFAULT-VALUE}).")
    private String vmSize = "standard_d2s_v3";

    @Option(
            names = "--image",
            paramLabel = "PUBLISHER:OFFER:SKU",
            description = "Image of the nodes (default: canonical:0001-com-ubuntu-server-jammy:22_04-lts).")
    private @Nullable String image;

    @Option(names = "--owner", paramLabel = "NAME", description = "Who owns what the run makes, for sweep.")
    private String owner = Owner.DEFAULT;

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
            names = "--target",
            paramLabel = "offline|live",
            description = "The embedded fake or a real account (default: ${DEFAULT-VALUE}).")
    private Target target = Target.OFFLINE;

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
        try (Account account = Account.open(target, out);
                Progress progress = new Progress(out, err, terminal)) {
            WorkflowResult result = workflow(account)
                    .listener(progress)
                    .confirmDeletion(() -> !terminal || yes || confirmed(progress))
                    .run();
            return report(result, out, err);
        }
    }

    private void check() {
        if (words < 1) {
            throw wrong("--words must be at least 1, not " + words + ".");
        }
        if (nodes < 1) {
            throw wrong("--nodes must be at least 1, not " + nodes + ".");
        }
        if (slots < 1) {
            throw wrong("--slots must be at least 1, not " + slots + ".");
        }
        if (program != null && command == null) {
            throw wrong("--program needs --command, which says how to start it, such as 'sh {program} {input}'.");
        }
    }

    private BatchWorkflow workflow(Account account) {
        BatchWorkflow workflow = account.workflow()
                .application(program == null ? NodeTask.jar() : Application.of(program))
                .inputs(files)
                .task(this::command)
                .nodes(nodes)
                .slotsPerNode(slots)
                .vmSize(vmSize)
                .timeout(timeout)
                .outputFolder(output)
                .owner(owner);
        if (image != null) {
            workflow.image(imageQuery(image));
        }
        if (pool != null) {
            workflow.pool(pool);
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

    private ImageQuery imageQuery(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw wrong("--image must be PUBLISHER:OFFER:SKU, not " + text + ".");
        }
        return new ImageQuery(parts[0], parts[1], parts[2]);
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
        }
        out.println("Elapsed: " + Durations.text(result.elapsed()));
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
