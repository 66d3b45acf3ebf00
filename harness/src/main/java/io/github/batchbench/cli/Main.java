package io.github.batchbench.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line's entry. */
public final class Main {
    /**
     * The libraries' logs are not for people, for what matters comes as an exception and is said once; nor are the JDK's
     * remarks about how they reach memory.
     */
    private static final Map<String, String> QUIET = Map.of(
            "org.slf4j.simpleLogger.defaultLogLevel", "off",
            "org.slf4j.simpleLogger.logFile", "System.err",
            "io.netty.noUnsafe", "true",
            "rx.unsafe-disable", "true",
            "jdk.console", "java.base");

    /** What Java makes of bytes of an argument that are no text in this locale. */
    private static final char UNREADABLE = '\ufffd';

    private Main() {}

    /** Runs a command and ends the Java machine with one of the numbers that {@code --help} lists. */
    public static void main(String[] args) {
        quiet();
        PrintWriter out = writer(FileDescriptor.out);
        PrintWriter err = writer(FileDescriptor.err);
        FasterStart.tell(err);
        System.exit(Interruption.during(() -> err.println("Interrupted: cleaning up."), () -> run(out, err, args)));
    }

    static void quiet() {
        QUIET.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }

    /** Not {@code System.out}, which keeps to itself that a disk is full. */
    private static PrintWriter writer(FileDescriptor stream) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(stream), Charset.defaultCharset()), true);
    }

    /** Runs a command. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        PrintWriter cleanOut = new PrintWriter(new CleanWriter(out), true);
        PrintWriter cleanErr = new PrintWriter(new CleanWriter(err), true);
        int code;
        try {
            code = execute(cleanOut, cleanErr, args);
        } catch (OutOfMemoryError e) {
            cleanErr.println("The heap of " + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MiB is too small for this: start Java with a larger one, such as -Xmx2g.");
            return ExitCode.INTERNAL.number();
        }
        cleanOut.flush();
        if (out.checkError()) {
            cleanErr.println("Standard output cannot be written to; is a disk full?");
            return code == ExitCode.SUCCESS.number() ? ExitCode.INPUT.number() : code;
        }
        return code;
    }

    private static int execute(PrintWriter out, PrintWriter err, String... args) {
        CommandLine batchbench = new CommandLine(new Batchbench());
        Stream.of(RunCommand.class, ServeCommand.class, SweepCommand.class, SimulateCommand.class)
                .forEach(type -> addSubcommand(batchbench, type, args));
        return batchbench
                .setOut(out)
                .setErr(err)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Errors())
                .setParameterExceptionHandler(Main::usage)
                .execute(args);
    }

    /** Only of the command that is called is more needed than its line in the list of all. */
    private static void addSubcommand(CommandLine batchbench, Class<?> type, String... args) {
        Command about = type.getAnnotation(Command.class);
        if (Arrays.asList(args).contains(about.name())) {
            batchbench.addSubcommand(type);
            return;
        }
        CommandSpec line = CommandSpec.create();
        line.usageMessage().description(about.description());
        batchbench.addSubcommand(about.name(), line);
    }

    /** One line and where to read on, instead of pages of usage. */
    private static int usage(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println(wrong.getMessage());
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            Suggestion.of(unmatched).ifPresent(name -> command.getErr().println("Did you mean " + name + "?"));
        }
        if (Arrays.stream(args).anyMatch(arg -> arg.indexOf(UNREADABLE) >= 0)) {
            command.getErr().println("This locale cannot read names beyond ASCII: set LC_ALL=C.UTF-8.");
        }
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE.number();
    }

    @Command(
            name = "batchbench",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = "Runs Azure Batch workflows on a fake that needs no Azure.",
            footerHeading = "%nExit codes:%n")
    private static final class Batchbench implements Runnable {
        @Spec
        private @SuppressWarnings("NullAway.Init") CommandSpec spec; // picocli sets it

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "Say what to do: run, serve, sweep or simulate.");
        }
    }

    private static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"batchbench " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
