package io.github.batchbench.api;

import java.util.Map;

/**
 * What a task runs.
 *
 * @param script for {@code /bin/sh}, without single quotes
 * @param environment settings for it, besides those that every task has
 */
public record TaskCommand(String script, Map<String, String> environment) {
    /** Checks the script. */
    public TaskCommand {
        environment = Map.copyOf(environment);
        if (script.contains("'") || script.contains("\n")) {
            throw new IllegalArgumentException("A task's script must not hold a single quote or a line end, because"
                    + " nodes split the command line in different ways then. Put such text into a setting and write"
                    + " \"$NAME\": " + script);
        }
    }

    /** A script for the shell. */
    public static TaskCommand shell(String script) {
        return new TaskCommand(script, Map.of());
    }

    /** A node runs no shell by itself. */
    public String commandLine() {
        return "/bin/sh -c '" + script + "'";
    }
}
