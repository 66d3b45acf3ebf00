package io.github.batchbench.nodetask;

import io.github.batchbench.nodetask.counter.MalformedUtf8Exception;
import io.github.batchbench.nodetask.counter.TopWords;
import io.github.batchbench.nodetask.counter.WordCount;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;

/** The task program's command line: counts, writes, uploads. */
public final class Main {
    private final Map<String, String> environment;
    private final Path folder;
    private final Uploader uploader;

    /**
     * @param folder the task's working directory, which gets the output file
     */
    Main(Map<String, String> environment, Path folder, Uploader uploader) {
        this.environment = environment;
        this.folder = folder;
        this.uploader = uploader;
    }

    /** Runs the program and ends the Java machine with one of the numbers of {@link ExitCode}. */
    public static void main(String[] args) {
        int code = new Main(System.getenv(), Path.of(""), new Uploader(Uploader.FIRST_WAIT))
                .run(args, System.out, System.err);
        if (code != ExitCode.SUCCESS.number()) {
            System.exit(code);
        }
    }

    int run(String[] args, PrintStream out, PrintStream err) {
        if (Arrays.asList(args).contains("--help")) {
            Usage.print(out);
            return ExitCode.SUCCESS.number();
        }
        try {
            if (args.length == 2 && args[0].equals("--prepare")) {
                ClassDataArchive.make(path(args[1]));
                out.println("made the class-data archive " + args[1]);
            } else {
                run(Arguments.parse(args, environment), out);
            }
            return ExitCode.SUCCESS.number();
        } catch (TaskFailure e) {
            return report(e.code(), String.valueOf(e.getMessage()), err);
        } catch (OutOfMemoryError e) {
            return report(ExitCode.MEMORY, "out of memory: give the Java machine more with -Xmx", err);
        } catch (RuntimeException e) {
            StackTraceElement[] trace = e.getStackTrace();
            String place = trace.length == 0 ? "" : " at " + trace[0];
            return report(ExitCode.INTERNAL, "internal error: " + e.getClass().getName() + place, err);
        }
    }

    private void run(Arguments arguments, PrintStream out) throws TaskFailure {
        TaskIdentity identity =
                arguments.dryRun() ? TaskIdentity.ofDryRun(environment) : TaskIdentity.ofTask(environment);
        Path input = path(arguments.filepath());
        List<WordCount> words = count(input, arguments);
        Path output = outputFor(input, arguments.dryRun());
        write(output, words, identity);
        UploadTarget target = arguments.upload();
        if (target == null) {
            out.println("wrote " + output);
        } else {
            uploader.upload(output, target);
            out.println("uploaded " + output.getFileName() + " to " + target);
            out.println(ClassDataArchive.state());
        }
    }

    private static Path path(String text) throws TaskFailure {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TaskFailure(ExitCode.INPUT, "not a path: " + e.getReason());
        }
    }

    private static List<WordCount> count(Path input, Arguments arguments) throws TaskFailure {
        if (Files.isDirectory(input)) {
            throw new TaskFailure(ExitCode.INPUT, "the input " + input + " is a folder; give a file");
        }
        try {
            return TopWords.count(input, arguments.numwords(), TopWords.threadsFor(input, arguments.threads()));
        } catch (MalformedUtf8Exception e) {
            throw new TaskFailure(ExitCode.MALFORMED, "the input " + input + " is not UTF-8: " + e.getMessage());
        } catch (ZipException | EOFException e) {
            throw new TaskFailure(ExitCode.MALFORMED, "the input " + input + " is broken gzip: " + e.getMessage());
        } catch (NoSuchFileException e) {
            throw new TaskFailure(ExitCode.INPUT, "the input " + input + " does not exist");
        } catch (AccessDeniedException e) {
            throw new TaskFailure(ExitCode.INPUT, "the input " + input + " may not be read: permission denied");
        } catch (IOException e) {
            throw new TaskFailure(ExitCode.INPUT, "the input " + input + " cannot be read: " + e.getMessage());
        }
    }

    /** A dry run's output lies next to a file, but in the working directory for what is none or has a device's path. */
    private Path outputFor(Path input, boolean dryRun) {
        String name = OutputFile.nameFor(String.valueOf(input.getFileName()));
        Path absolute = input.toAbsolutePath();
        boolean device = absolute.startsWith("/dev") || absolute.startsWith("/proc");
        return dryRun && !device && Files.isRegularFile(input) ? input.resolveSibling(name) : folder.resolve(name);
    }

    private static void write(Path output, List<WordCount> words, TaskIdentity identity) throws TaskFailure {
        try {
            OutputFile.write(output, words, identity);
        } catch (IOException e) {
            throw new TaskFailure(
                    ExitCode.OUTPUT,
                    "the output " + output.toAbsolutePath() + " cannot be written: "
                            + e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    private static int report(ExitCode code, String message, PrintStream err) {
        err.println("topwords: " + message.replace('\n', ' '));
        return code.number();
    }
}
