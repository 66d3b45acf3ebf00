package io.github.batchbench.api;

import io.github.batchbench.fake.agent.Assignment;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run of a command on a node, as a script sees it that decides how the run goes.
 *
 * @param poolId the pool of the node
 * @param nodeId the node
 * @param jobId the job; null for a start task
 * @param taskId the task's id, {@code jobpreparation} and the like for those; null for a start task
 * @param commandLine the command line as its creator wrote it
 * @param image the image of its container, as its creator wrote it; null if it runs in none
 * @param environment the settings of job and task, merged, without the variables that the node adds
 */
public record TaskRun(
        String poolId,
        String nodeId,
        @Nullable String jobId,
        @Nullable String taskId,
        String commandLine,
        @Nullable String image,
        Map<String, String> environment) {

    static TaskRun of(Assignment assignment) {
        return new TaskRun(
                assignment.node().poolId(),
                assignment.node().nodeId(),
                assignment.jobId(),
                assignment.taskId(),
                assignment.spec().string("commandLine").orElse(""),
                assignment
                        .spec()
                        .object("containerSettings")
                        .flatMap(settings -> settings.string("imageName"))
                        .orElse(null),
                assignment.environment());
    }

    /** Whether it is a pool's start task. */
    public boolean isStartTask() {
        return jobId == null;
    }
}
