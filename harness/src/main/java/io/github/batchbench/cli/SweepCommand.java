package io.github.batchbench.cli;

import io.github.batchbench.api.Sweep;
import io.github.batchbench.azure.waiting.Pause;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Option(
            names = "--run",
            paramLabel = "RUN",
            description = "Only what this run made, and that even if it has not expired: it must not be running.")
    private @Nullable String run;

    @Mixin
    private AccountOptions accounts = new AccountOptions();

    @Spec
    private @SuppressWarnings("NullAway.Init") CommandSpec spec; // picocli sets it

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        String owner = accounts.owner();
        try (Sweep sweep = Sweep.of(accounts.open(out), Pause.REAL, owner)) {
            List<Sweep.Leftover> found = run == null ? sweep.find() : sweep.findRun(run);
            found.forEach(leftover -> out.println(line(leftover)));
            if (found.isEmpty()) {
                out.println(
                        run == null
                                ? "Nothing of " + owner + " has been left behind and has expired."
                                : "There is nothing of run " + run + " of " + owner + ".");
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
        return "%s %s of run %s, expires %s"
                .formatted(
                        leftover.resource().kind().title(),
                        leftover.resource().id(),
                        leftover.ownership().run(),
                        leftover.ownership().expires());
    }
}
