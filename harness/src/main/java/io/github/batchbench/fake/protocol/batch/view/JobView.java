package io.github.batchbench.fake.protocol.batch.view;

import io.github.batchbench.fake.agent.Directories;
import io.github.batchbench.fake.model.Document;
import io.github.batchbench.fake.model.FailureInfo;
import io.github.batchbench.fake.model.Job;
import io.github.batchbench.fake.model.JobNodeRuns;
import io.github.batchbench.fake.model.RunInfo;

/** A job as the service shows it. To be made under the account's lock. */
public final class JobView {
    private JobView() {}

    /** The job, for a client that knows the service by this base URL and asked with this version. */
    public static Document of(Job job, String base, String version) {
        Document spec = job.spec();
        Shape shape = new Shape()
                .put("id", job.id())
                .copy(spec, "displayName")
                .put("url", base + "/jobs/" + job.id())
                .put("eTag", job.revision().eTag())
                .put("lastModified", job.revision().lastModified())
                .put("creationTime", job.creationTime());
        StateView.put(shape, job.lifecycle());
        settings(shape, spec, version);
        return shape.copy(spec, "poolInfo", "metadata")
                .put("executionInfo", executionInfo(job))
                .copy(spec, "networkConfiguration")
                .put("onAllTasksComplete", spec.string("onAllTasksComplete").orElse("noaction"))
                .put("onTaskFailure", spec.string("onTaskFailure").orElse("noaction"))
                .document();
    }

    private static void settings(Shape shape, Document spec, String version) {
        shape.put("priority", spec.integer("priority", 0));
        if (Versions.since(version, Versions.PARALLEL_TASKS)) {
            shape.put("maxParallelTasks", spec.integer("maxParallelTasks", -1));
        }
        shape.put("usesTaskDependencies", spec.flag("usesTaskDependencies", false));
        if (Versions.since(version, Versions.PREEMPTION)) {
            shape.put("allowTaskPreemption", spec.flag("allowTaskPreemption", false));
        }
        shape.put("constraints", Defaults.jobConstraints(spec));
        specialTasks(shape, spec, version);
        shape.copy(spec, "commonEnvironmentSettings");
    }

    /** Manager, preparation and release task with their defaults. */
    static void specialTasks(Shape shape, Document spec, String version) {
        spec.object("jobManagerTask")
                .ifPresent(task ->
                        shape.put("jobManagerTask", Defaults.jobManager(task, Defaults.retries(spec), version)));
        spec.object("jobPreparationTask")
                .ifPresent(task -> shape.put("jobPreparationTask", Defaults.jobPreparation(task, version)));
        spec.object("jobReleaseTask")
                .ifPresent(task -> shape.put("jobReleaseTask", Defaults.jobRelease(task, version)));
    }

    private static Document executionInfo(Job job) {
        FailureInfo error = job.schedulingError();
        return new Shape()
                .put("startTime", job.startTime())
                .put("endTime", job.endTime())
                .put("poolId", job.poolId().isEmpty() ? null : job.poolId())
                .put("schedulingError", error == null ? null : RunView.failure(error))
                .put("terminateReason", job.terminateReason())
                .document();
    }

    /** How a job's preparation and release task went on one node. */
    public static Document specialTaskStatus(Job job, JobNodeRuns runs, String base, String version) {
        Shape shape = new Shape()
                .put("poolId", runs.node().poolId())
                .put("nodeId", runs.node().nodeId())
                .put("nodeUrl", NodeView.url(base, runs.node()));
        RunInfo preparation = runs.preparation();
        if (preparation != null) {
            shape.put(
                    "jobPreparationTaskExecutionInfo",
                    specialRun(job, runs, preparation, "jobPreparationTask", "jobpreparation", base, version));
        }
        RunInfo release = runs.release();
        if (release != null) {
            shape.put(
                    "jobReleaseTaskExecutionInfo",
                    specialRun(job, runs, release, "jobReleaseTask", "jobrelease", base, version)
                            .without("retryCount"));
        }
        return shape.document();
    }

    private static Document specialRun(
            Job job, JobNodeRuns runs, RunInfo run, String task, String otherwise, String base, String version) {
        String id = job.spec().object(task).flatMap(spec -> spec.string("id")).orElse(otherwise);
        Document place = TaskView.nodeInfo(runs.node(), Directories.ofTask(job, id), base);
        Document folder = new Shape()
                .copy(place, "taskRootDirectory", "taskRootDirectoryUrl")
                .document();
        return RunView.withState(run, folder, version);
    }
}
