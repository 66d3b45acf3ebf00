package io.github.batchbench.benchmarks.cli;

import io.github.batchbench.benchmarks.compare.IncomparableException;
import io.github.batchbench.benchmarks.compare.render.Outcome;
import io.github.batchbench.benchmarks.report.ReportException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line of benchmarks.jar. */
@Command(
        name = "benchmarks",
        description = "Runs Batchbench's benchmarks, and compares reports of these or of any JMH benchmarks.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            RunCommand.class,
            CompareCommand.class,
            HistoryCommand.class,
            ShowCommand.class,
            ErrorRatesCommand.class
        })
public final class Main implements Runnable {
    /** The gate passed, or there was nothing to judge. */
    static final int OK = 0;

    /** The gate, or its self-test, failed. */
    static final int GATE_FAILED = 1;

    /** Bad input or usage. */
    static final int BAD_INPUT = 2;

    /** The reports' numbers are not comparable. */
    static final int NOT_COMPARABLE = 3;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    /** Runs and ends the JVM with the exit code. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        System.exit(run(out, err, args));
    }

    /** Runs in this JVM. Returns 0, 1 (gate failed), 2 (bad input or usage) or 3 (not comparable). */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        IExecutionExceptionHandler handler = (exception, command, parsed) -> fail(exception, command.getErr());
        int code = new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(handler)
                .setParameterExceptionHandler(Main::misused)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
        out.flush();
        err.flush();
        return code;
    }

    /** What is wrong, and where all options are explained: a screen full of them would hide it. */
    private static int misused(ParameterException exception, String[] args) {
        CommandLine command = exception.getCommandLine();
        command.getErr().println(Outcome.clean(String.valueOf(exception.getMessage())));
        UnmatchedArgumentException.printSuggestions(exception, command.getErr());
        command.getErr()
                .printf(
                        "'%s --help' explains all options.%n",
                        command.getCommandSpec().qualifiedName());
        return BAD_INPUT;
    }

    private static int fail(Exception exception, PrintWriter err) {
        if (exception instanceof IncomparableException) {
            err.println("Not comparable: " + Outcome.clean(String.valueOf(exception.getMessage())));
            return NOT_COMPARABLE;
        }
        if (exception instanceof ReportException) {
            err.println(exception.getMessage());
            return BAD_INPUT;
        }
        err.println("Failed unexpectedly; please report this:");
        exception.printStackTrace(err);
        return BAD_INPUT;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: run, compare, history, show or error-rates");
    }
}
