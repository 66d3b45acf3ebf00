package io.github.batchbench.reasons;

import java.util.List;

/**
 * What decides about the tasks of a job.
 *
 * @param id the job's id
 * @param state the service's word, for example {@code active}, {@code disabled}
 * @param maxParallelTasks how many of its tasks may run at once, negative for any number
 * @param started how many of its tasks are preparing or running
 * @param endsWithItsTasks whether the service ends it when its tasks are over
 * @param tasks its tasks that are not over, or the first of them
 */
public record JobFacts(
        String id, String state, int maxParallelTasks, int started, boolean endsWithItsTasks, List<TaskFacts> tasks) {
    /** Copies the list. */
    public JobFacts {
        tasks = List.copyOf(tasks);
    }
}
