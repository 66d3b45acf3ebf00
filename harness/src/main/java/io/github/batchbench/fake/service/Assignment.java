package io.github.batchbench.fake.service;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.NodeIdentity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a command on a node, with all that the node needs to know for it.
 *
 * @param kind what is run
 * @param node where
 * @param jobId the job, null for a start task
 * @param taskId the task's id ({@code jobpreparation} and the like for those), null for a start task
 * @param directory the task's folder relative to the node's root, with slashes: {@code startup} or
 *     {@code workitems/JOB/job-1/TASK}
 * @param spec the task as its creator wrote it: {@code commandLine}, {@code resourceFiles}, {@code outputFiles}, …
 * @param environment the settings of job and task, merged; the {@code AZ_BATCH_} variables are the node's to add
 */
public record Assignment(
        Kind kind,
        NodeIdentity node,
        @Nullable String jobId,
        @Nullable String taskId,
        String directory,
        Document spec,
        Map<String, String> environment) {

    /** What a command is run as. */
    public enum Kind {
        /** A pool's start task. */
        START_TASK,
        /** A job's preparation task. */
        JOB_PREPARATION,
        /** A job's release task. */
        JOB_RELEASE,
        /** A task of a job, the job manager's included; of a multi-instance task the primary. */
        TASK,
        /** A subtask of a multi-instance task. */
        SUBTASK
    }
}
