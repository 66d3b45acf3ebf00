package io.github.batchbench.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a run came to. That all tasks are over does not mean that all succeeded: ask {@link #allTasksSucceeded()}. */
public final class WorkflowResult {
    private final String jobId;
    private final String poolId;
    private final List<TaskOutcome> tasks;
    private final SortedMap<String, Output> outputs;
    private final List<String> leftBehind;
    private final Duration elapsed;

    WorkflowResult(
            String jobId,
            String poolId,
            List<TaskOutcome> tasks,
            SortedMap<String, Output> outputs,
            List<String> leftBehind,
            Duration elapsed) {
        this.jobId = jobId;
        this.poolId = poolId;
        this.tasks = List.copyOf(tasks);
        this.outputs = new TreeMap<>(outputs);
        this.leftBehind = List.copyOf(leftBehind);
        this.elapsed = elapsed;
    }

    /** An output: a downloaded file, or its bytes if there is no output folder. */
    interface Output {
        byte[] read() throws IOException;
    }

    /** The job's id; it still exists only if it was to be kept. */
    public String jobId() {
        return jobId;
    }

    /** The pool's id; it still exists only if it was to be kept. */
    public String poolId() {
        return poolId;
    }

    /** How the tasks went, in the order of the inputs. */
    public List<TaskOutcome> tasks() {
        return tasks;
    }

    /** The tasks that did not succeed, in the order of the inputs. */
    public List<TaskOutcome> failedTasks() {
        return tasks.stream().filter(task -> !task.succeeded()).toList();
    }

    /** Whether there is none of them. */
    public boolean allTasksSucceeded() {
        return failedTasks().isEmpty();
    }

    /** The names of all outputs, sorted. */
    public Set<String> outputNames() {
        return Set.copyOf(outputs.keySet());
    }

    /**
     * An output as UTF-8 text.
     *
     * @throws NoSuchElementException if no task has uploaded one of that name; the message says which there are
     */
    public String output(String name) {
        return new String(outputBytes(name), StandardCharsets.UTF_8);
    }

    /** An output's bytes. */
    public byte[] outputBytes(String name) {
        Output output = outputs.get(name);
        if (output == null) {
            throw new NoSuchElementException("There is no output " + name + ", only " + outputs.keySet() + "; "
                    + failedTasks().size() + " of " + tasks.size() + " tasks failed.");
        }
        try {
            return output.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What could not be deleted and why; empty if nothing is left but what was to be kept. */
    public List<String> leftBehind() {
        return leftBehind;
    }

    /** How long it took until the outputs were there. */
    public Duration elapsed() {
        return elapsed;
    }
}
