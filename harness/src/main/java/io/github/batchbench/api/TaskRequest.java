package io.github.batchbench.api;

import io.github.batchbench.azure.model.TaskSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that a test would like.
 *
 * @param scripts what {@code /bin/sh} runs, without single quotes: one for each task
 * @param files what each task finds in its working directory
 * @param outputs which files each task uploads when it is over, for example {@code *.txt}; empty for none
 * @param to where to, under the task's id as a folder; null only if there are no outputs
 * @param retries how often a failed task is run again
 * @param timeout how long a test waits for them
 */
public record TaskRequest(
        List<String> scripts,
        List<StagedFile> files,
        String outputs,
        @Nullable TestContainer to,
        int retries,
        Duration timeout) {
    /** Copies the lists. */
    public TaskRequest {
        scripts = List.copyOf(scripts);
        files = List.copyOf(files);
    }

    /** Tasks without files. */
    public static TaskRequest of(String... scripts) {
        return new TaskRequest(List.of(scripts), List.of(), "", null, 0, Duration.ofMinutes(20));
    }

    TaskSpec spec(String id, String script) {
        return new TaskSpec(
                id,
                TaskCommand.shell(script).commandLine(),
                files.stream().map(StagedFile::resource).toList(),
                Map.of(),
                null,
                retries,
                to == null || outputs.isEmpty()
                        ? List.of()
                        : List.of(new TaskSpec.Output(outputs, to.writeUrl(), place(id))));
    }

    /** For a pattern, Batch takes the path as a folder; for one file, as the blob's whole name. */
    private String place(String id) {
        return outputs.matches(".*[*?\\[].*") ? id : id + "/" + outputs;
    }
}
