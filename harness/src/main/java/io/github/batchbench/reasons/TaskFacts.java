package io.github.batchbench.reasons;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What decides about a task.
 *
 * @param id the task's id
 * @param state the service's word: {@code active}, {@code preparing}, {@code running}, {@code completed}
 * @param slots how many slots of a node it takes
 * @param instances how many nodes it takes, 0 if it is no multi-instance task
 * @param nodeId where it is, null if nowhere
 * @param waitsFor the tasks that it depends on and that do not let it run yet
 * @param others what else is known to keep it from running, as sentences about it
 */
public record TaskFacts(
        String id,
        String state,
        int slots,
        int instances,
        @Nullable String nodeId,
        List<Dependency> waitsFor,
        List<String> others) {
    /** Copies the lists. */
    public TaskFacts {
        waitsFor = List.copyOf(waitsFor);
        others = List.copyOf(others);
    }

    /**
     * A task that another one waits for.
     *
     * @param id its id, or a range of them
     * @param what what is known of it, as a clause: {@code is running}, {@code failed}, {@code does not exist}
     */
    public record Dependency(String id, String what) {}
}
