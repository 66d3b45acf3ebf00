package io.github.batchbench.fake.agent;

import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.NodeIdentity;
import java.util.List;
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
 * @param context what only some runs have
 */
public record Assignment(
        Kind kind,
        NodeIdentity node,
        @Nullable String jobId,
        @Nullable String taskId,
        String directory,
        Document spec,
        Map<String, String> environment,
        Context context) {

    /** An assignment without any context. */
    public Assignment(
            Kind kind,
            NodeIdentity node,
            @Nullable String jobId,
            @Nullable String taskId,
            String directory,
            Document spec,
            Map<String, String> environment) {
        this(kind, node, jobId, taskId, directory, spec, environment, Context.NONE);
    }

    /** The same run in another context. */
    public Assignment in(Context other) {
        return new Assignment(kind, node, jobId, taskId, directory, spec, environment, other);
    }

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

    /**
     * What of the job and the pool a run can see.
     *
     * @param jobPreparationDirectory the folder of the job's preparation task, relative to the node's root; null if
     *     the job has none
     * @param instances the nodes of a multi-instance task; null for every other run
     * @param poolPackages the pool's {@code applicationPackageReferences}, which all its runs see
     * @param containers the pool's {@code containerConfiguration}, null if it has none
     * @param userAccounts the pool's {@code userAccounts}
     */
    public record Context(
            @Nullable String jobPreparationDirectory,
            @Nullable Instances instances,
            List<Document> poolPackages,
            @Nullable Document containers,
            List<Document> userAccounts) {
        /** No preparation task, one instance, no packages, no containers, no users. */
        public static final Context NONE = new Context(null, null, List.of(), null, List.of());

        /** The same with another configuration of containers. */
        public Context withContainers(Document configuration) {
            return new Context(jobPreparationDirectory, instances, poolPackages, configuration, userAccounts);
        }
    }

    /**
     * The nodes that a multi-instance task runs on. A run of {@link Kind#SUBTASK} is the coordination command on one of
     * them (the primary's included, with {@code commandLine} set to it); the run of {@link Kind#TASK} that follows is the
     * application command on the primary.
     *
     * @param nodes all nodes, the primary's first
     * @param sharedDirectory the folder that the common resource files go to and {@code AZ_BATCH_TASK_SHARED_DIR} names,
     *     relative to each node's root
     */
    public record Instances(List<NodeIdentity> nodes, String sharedDirectory) {}
}
