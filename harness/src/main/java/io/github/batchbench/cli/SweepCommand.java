package io.github.batchbench.cli;

import io.github.batchbench.azure.Pause;
import io.github.batchbench.workflow.Sweep;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code batchbench sweep}: finds and deletes what live runs left behind. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Lists what runs of an owner left behind on the account of the environment and that has expired.",
        footer = {
            "",
            "Touches only pools, jobs, job schedules and containers that bear batchbench's marks, belong to the owner",
            "and have expired. The account is named as for run --target live."
        })
final class SweepCommand implements Callable<Integer> {
    @Option(names = "--delete", description = "Delete what is listed; without this nothing is changed.")
    private boolean delete;

    @Option(names = "--owner", paramLabel = "NAME", description = "Whose runs (default: ${DEFAULT-VALUE}).")
    private String owner = Owner.DEFAULT;

    @Spec
    private @SuppressWarnings("NullAway.Init") CommandSpec spec; // picocli sets it

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (Sweep sweep = Sweep.of(Account.live(out), Pause.REAL, owner)) {
            List<Sweep.Leftover> found = sweep.find();
            found.forEach(leftover -> out.println(line(leftover)));
            if (found.isEmpty()) {
                out.println("Nothing of " + owner + " has been left behind and has expired.");
                return ExitCode.SUCCESS.number();
            }
            if (!delete) {
                out.println("Nothing was changed; --delete deletes these " + found.size() + ".");
                return ExitCode.SUCCESS.number();
            }
            List<String> trouble = sweep.delete(found);
            out.println((found.size() - trouble.size()) + " of " + found.size() + " deleted.");
            trouble.forEach(spec.commandLine().getErr()::println);
            return (trouble.isEmpty() ? ExitCode.SUCCESS : ExitCode.LEFT_BEHIND).number();
        }
    }

    private static String line(Sweep.Leftover leftover) {
        return "%s %s of run %s, expired %s"
                .formatted(
                        leftover.resource().kind().title(),
                        leftover.resource().id(),
                        leftover.ownership().run(),
                        leftover.ownership().expires());
    }
}
