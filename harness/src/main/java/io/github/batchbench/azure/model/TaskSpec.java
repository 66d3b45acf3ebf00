package io.github.batchbench.azure.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task to add.
 *
 * @param id unique in its job
 * @param commandLine runs without a shell, as on every node
 * @param resources fetched before it runs
 * @param environment its settings; values may be secret
 * @param maxWallClockTime after which it is ended, null for no limit of its own
 * @param maxRetries how often it is run again after a failure
 * @param outputs which files go where when it is over, however it ended
 */
public record TaskSpec(
        String id,
        String commandLine,
        List<Resource> resources,
        Map<String, String> environment,
        @Nullable Duration maxWallClockTime,
        int maxRetries,
        List<Output> outputs) {
    /**
     * A file that a node fetches before it runs a command.
     *
     * @param url where it is, with a read SAS if need be; secret
     * @param path where it goes, relative to the command's working directory
     */
    public record Resource(String url, String path) {
        /** The path only: the URL holds a signature. */
        @Override
        public String toString() {
            return "Resource[path=" + path + "]";
        }
    }

    /**
     * Files that a node uploads when a task is over.
     *
     * @param pattern which files of the task's working directory, for example {@code *.txt}
     * @param containerUrl where they go, with a write SAS; secret
     * @param path the blob's name there, or if the pattern has wildcards the virtual folder
     */
    public record Output(String pattern, String containerUrl, String path) {
        /** Without the URL: it holds a signature. */
        @Override
        public String toString() {
            return "Output[pattern=" + pattern + ", path=" + path + "]";
        }
    }

    /** Copies the collections. */
    public TaskSpec {
        outputs = List.copyOf(outputs);
        resources = List.copyOf(resources);
        environment = Map.copyOf(environment);
    }

    /** A task that sees to its outputs itself. */
    public TaskSpec(
            String id,
            String commandLine,
            List<Resource> resources,
            Map<String, String> environment,
            @Nullable Duration maxWallClockTime,
            int maxRetries) {
        this(id, commandLine, resources, environment, maxWallClockTime, maxRetries, List.of());
    }

    /** Without the values of its settings. */
    @Override
    public String toString() {
        return "TaskSpec[id=%s, commandLine=%s, resources=%s, environment=%s]"
                .formatted(id, commandLine, resources, environment.keySet());
    }
}
