package io.github.batchbench.fake.node.processes;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Short scripts of the node agent itself, for what Java has no call for. */
public final class Shell {
    private static final int NOT_STARTED = -1;
    private static final int INTERRUPTED = -2;

    private Shell() {}

    /**
     * Runs a script with arguments to its end; its output and exit code do not matter.
     *
     * @return false if no process could be started, because memory or file descriptors are used up
     */
    public static boolean run(String script, List<String> arguments) {
        return exitCode(script, arguments) != NOT_STARTED;
    }

    /** Whether a script with these arguments exits with 0; its output does not matter. */
    static boolean succeeds(String script, List<String> arguments) {
        return exitCode(script, arguments) == 0;
    }

    private static int exitCode(String script, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, "batchbench"));
        command.addAll(arguments);
        try {
            Process process = OwnProcesses.start(new ProcessBuilder(command)
                    .directory(new File("/"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD));
            process.getOutputStream().close();
            return process.waitFor();
        } catch (IOException e) {
            return NOT_STARTED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return INTERRUPTED;
        }
    }
}
