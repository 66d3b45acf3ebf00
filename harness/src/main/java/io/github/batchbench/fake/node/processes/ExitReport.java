package io.github.batchbench.fake.node.processes;

import io.github.batchbench.fake.node.files.OwnFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells a command that a signal ended from one that exited with 128 and the signal's number, as a shell does whose own
 * child was killed: Java says the same of both. A shell waits for the command, and says more than that it has exited if a
 * signal ended it. (Of INT and PIPE shells say nothing, so those still look like an exit.)
 *
 * @param file what the shell says
 */
record ExitReport(OwnFile file) {
    private static final int SIGNALLED = 128;
    private static final String EXITED = "exited\n";

    /**
     * Signals that go to the whole group are the command's to mind: the shell waits for it all the same. Without the
     * parentheses Dash would say what it says where the command's errors go.
     */
    private static final String SCRIPT = """
            trap : HUP INT QUIT TERM USR1 USR2 ALRM PIPE
            exec 3>&2 2>>"$1"
            shift
            (exec "$@" 2>&3 3>&-)
            code=$?
            echo exited >&2
            exit "$code"
            """;

    /** Dash says it of every other signal; Bash keeps quiet about TERM as well. */
    private static final String SHELL = existing("/bin/dash", "/usr/bin/dash").orElse("/bin/sh");

    private static final String ENV = existing("/usr/bin/env").orElse("/bin/env");

    /** What every shell takes from its environment and hands on as it is. */
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static Optional<String> existing(String... paths) {
        return Stream.of(paths)
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst();
    }

    /** The words of the shell that runs the command. */
    List<String> reporting(List<String> words, Map<String, String> environment) {
        List<String> command = new ArrayList<>(
                List.of(SHELL, "-c", SCRIPT, "batchbench", file.path().toString()));
        List<String> others = environment.entrySet().stream()
                .filter(variable -> !VARIABLE.matcher(variable.getKey()).matches())
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
        if (!others.isEmpty()) {
            command.add(ENV);
            command.addAll(others);
        }
        command.addAll(words);
        return command;
    }

    /** The command's exit code, the signal's number below zero if a signal ended it; the report is given back. */
    int exitCode(int code) {
        boolean exited = code <= SIGNALLED;
        try {
            exited = exited || file.text().equals(EXITED);
            file.close();
        } catch (IOException e) {
            // The agent has ended, and whatever ran was killed.
        }
        return exited ? code : SIGNALLED - code;
    }
}
